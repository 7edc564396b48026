package io.flowjay.protocol.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowjay.wire.ByteCursor;
import io.flowjay.wire.MalformedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PayloadTest {
    private static final byte[] DATA = {9, 9, 1, (byte) 0x82, 3, 4, 5, 9};

    @Test
    void readsFromTheFront() {
        Payload payload = Payload.of(true, DATA, 2, 5);
        assertThat(payload.fromResponder()).isTrue();
        assertThat(payload.u8()).isEqualTo(1);
        assertThat(payload.u8()).isEqualTo(0x82);
        byte[] taken = new byte[4];
        payload.take(2, taken, 1);
        assertThat(taken).containsExactly(0, 3, 4, 0);
        assertThat(payload.remaining()).isEqualTo(1);
        payload.skip(1);
        assertThat(payload.hasRemaining()).isFalse();
    }

    @Test
    void looksAheadWithoutTaking() throws MalformedException {
        Payload payload = Payload.of(false, DATA, 2, 5);
        payload.skip(1);
        assertThat(payload.u8At(0)).isEqualTo(0x82);
        assertThat(payload.u16At(0)).isEqualTo(0x8203);
        assertThat(payload.u32At(0)).isEqualTo(0x82030405L);
        ByteCursor all = payload.cursor();
        assertThat(all.remaining()).isEqualTo(4);
        assertThat(all.u8()).isEqualTo(0x82);
        ByteCursor some = payload.cursor(1, 2);
        assertThat(some.u16()).isEqualTo(0x0304);
        assertThat(some.hasRemaining()).isFalse();
        assertThat(payload.remaining()).isEqualTo(4);
        assertThat(payload.offset()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"5,5,false", "5,9,true", "0,1,true", "0,0,false"})
    void knowsWhatTheCaptureLacks(int captured, int length, boolean cut) {
        Payload payload = new Payload().set(false, DATA, 2, captured, length);
        assertThat(payload.isCut()).isEqualTo(cut);
        assertThat(payload.wireLength()).isEqualTo(length);
        assertThat(payload.remaining()).isEqualTo(captured);
    }

    @Test
    void aWindowIsWhole() {
        Payload payload = new Payload().set(true, DATA, 2, 5, 100);
        payload.window(3, 2);
        assertThat(payload.u16At(0)).isEqualTo(0x8203);
        assertThat(payload.wireLength()).isEqualTo(2);
        assertThat(payload.isCut()).isFalse();
        assertThat(payload.fromResponder()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"-1,1", "0,9", "8,1", "3,-1"})
    void bytesBeyondTheArrayAreRefused(int offset, int length) {
        Payload payload = new Payload();
        assertThatThrownBy(() -> payload.set(false, DATA, offset, length, length))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> payload.window(offset, length)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
