package io.flowjay.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.flowjay.testing.Captures;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** Lost packets of pcapng interface statistics (draft-ietf-opsawg-pcapng, 4.6). */
class InterfaceStatisticsTest {
    private static final int STATISTICS = 5;
    private static final int RECEIVED = 4;
    private static final int IF_DROP = 5;
    private static final int OS_DROP = 7;

    static final List<Arguments> BLOCKS = List.of(
            argumentSet("no statistics", 0L, new byte[][] {}),
            argumentSet("dropped by the interface", 3L, new byte[][] {block(0, IF_DROP, 3)}),
            argumentSet("dropped by the system", 4L, new byte[][] {block(0, OS_DROP, 4)}),
            argumentSet("both", 7L, new byte[][] {block(0, IF_DROP, 3, OS_DROP, 4)}),
            argumentSet("received packets are not lost", 4L, new byte[][] {block(0, RECEIVED, 9, OS_DROP, 4)}),
            argumentSet("counters run on", 8L, new byte[][] {block(0, OS_DROP, 4), block(0, OS_DROP, 8)}),
            argumentSet("not known", 0L, new byte[][] {block(0, OS_DROP, -1)}),
            argumentSet("an interface that there is not", 0L, new byte[][] {block(1, OS_DROP, 4)}),
            argumentSet("behind the end of options", 0L, new byte[][] {block(0, 0, 0, OS_DROP, 4)}),
            argumentSet("too short", 0L, new byte[][] {new byte[8]}),
            argumentSet("an option that is cut", 0L, new byte[][] {cut(block(0, OS_DROP, 4))}));

    @ParameterizedTest
    @FieldSource("BLOCKS")
    void lostPacketsAreRead(long drops, byte[][] blocks) throws IOException {
        Captures.Pcapng capture = Captures.pcapng();
        capture.packet(1_700_000_000_000_000_000L, new byte[60]);
        for (byte[] block : blocks) {
            capture.block(STATISTICS, block);
        }
        capture.packet(1_700_000_001_000_000_000L, new byte[60]);
        try (CaptureReader reader = CaptureFile.open(capture.toBytes(), "a")) {
            RawPacket packet = new RawPacket();
            assertThat(reader.next(packet)).isTrue();
            assertThat(reader.packetsDropped()).isZero();
            assertThat(reader.next(packet)).isTrue();
            assertThat(reader.next(packet)).isFalse();
            assertThat(reader.packetsDropped()).isEqualTo(drops);
        }
    }

    /** {@code interface, time, options of 64 bits: code, value, ...}. */
    private static byte[] block(int number, long... options) {
        ByteBuffer block = ByteBuffer.allocate(12 + options.length / 2 * 12).order(ByteOrder.LITTLE_ENDIAN);
        block.putInt(number).putLong(0);
        for (int i = 0; i < options.length; i += 2) {
            block.putShort((short) options[i])
                    .putShort((short) (options[i] == 0 ? 0 : 8))
                    .putLong(options[i + 1]);
        }
        return block.array();
    }

    private static byte[] cut(byte[] block) {
        return java.util.Arrays.copyOf(block, block.length - 4);
    }
}
