package io.flowjay.packet.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.flowjay.packet.Ignored;
import io.flowjay.packet.Progress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecoderTableTest {
    private static final Decoder DECODER = (frame, at) -> Progress.DECODED;

    private final Frame frame = new Frame(new DecoderTables(), Duration.ZERO);
    private final DecoderTable table = new DecoderTable("UDP port", Ignored.NOT_IP);

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {0, 1, 255, 256, 0x0800, 65_535})
    void findsANumberAndNoOther(int key) {
        table.add(key, DECODER);
        assertThat(table.get(key)).isSameAs(DECODER);
        for (int other = 0; other < 0x10000; other++) {
            assertThat(table.contains(other)).as("%d", other).isEqualTo(other == key);
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {0, 4789, 65_535, 65_536, 0x10800, Integer.MAX_VALUE, -1, Integer.MIN_VALUE})
    void anUnknownNumberHasTheOutcomeOfTheTable(int key) {
        table.add(0x0800, DECODER);
        assertThat(table.contains(key)).isFalse();
        assertThat(table.get(key).decode(frame, 0)).isEqualTo(Ignored.NOT_IP);
    }

    @Test
    void aNumberHasOneDecoder() {
        table.add(4789, DECODER);
        assertThatIllegalStateException()
                .isThrownBy(() -> table.add(4789, DECODER))
                .withMessage("UDP port 4789 already has a decoder");
    }
}
