package io.flowjay.protocol.quic;

import static io.flowjay.protocol.quic.Wire.hex;
import static io.flowjay.protocol.quic.Wire.join;
import static io.flowjay.protocol.quic.Wire.varint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowjay.wire.MalformedException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The frames of Google's versions; those of the RFC are in {@link HandshakeTest}. */
class InitialFramesTest {
    private final CryptoStream stream = new CryptoStream();

    @ParameterizedTest
    @CsvSource({
        "as T050 servers send it, 40 01 0000 01 00",
        "numbers of 2 and 1 bytes, 44 0001 108c 01 00",
        "numbers of 4 and 2 bytes, 49 00000001 108c 0001 00",
        "numbers of 6 and 6 bytes, 4f 000000000001 108c 000000000001 00",
        "two further ranges, 60 09 108c 02 01 01 01 02 02 00",
        "two further ranges of 4 bytes, 62 09 108c 02 00000001 01 00000001 02 00000002 00",
        "one timestamp, 40 01 108c 01 01 00 00000008",
        "three timestamps, 40 01 108c 01 03 00 00000008 01 0008 02 0008"
    })
    void googleAckIsSkipped(String name, String ack) throws MalformedException {
        byte[] hello = Wire.SERVER_HELLO;
        byte[] frames = join(hex(ack), hex("08 00"), varint(hello.length), hello, Wire.padding(20));
        InitialFrames.read(frames, frames.length, FrameFormat.GOOGLE, stream);
        assertThat(stream.next(2)).as(name).isEqualTo(hello);
    }

    @ParameterizedTest
    @CsvSource({
        "ACK cut, 40 01 00",
        "ACK ranges cut, 60 01 0000 ff 01",
        "CRYPTO cut, 08 00 10 00",
        "the RFC's CRYPTO, 06 00 01 02"
    })
    void googleFramesThatEndThePacket(String name, String frames) {
        byte[] payload = hex(frames);
        assertThatThrownBy(() -> InitialFrames.read(payload, payload.length, FrameFormat.GOOGLE, stream))
                .as(name)
                .isInstanceOf(MalformedException.class);
    }
}
