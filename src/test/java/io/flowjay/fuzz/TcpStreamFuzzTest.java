package io.flowjay.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.flowjay.packet.TcpFlags;
import io.flowjay.protocol.payload.Payload;
import io.flowjay.protocol.stream.StreamParser;
import io.flowjay.protocol.stream.TcpStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Any segments. The input begins with a sequence number (4). A segment is a control byte, a distance and a length (2). Bits of the
 * control byte: 0 SYN, 1 RST, 2 the distance is of 4 bytes and not of 2, 3 the length is multiplied by 16. The distance is counted
 * from the end of the segment before.
 */
class TcpStreamFuzzTest {
    private static final int MAX_SEGMENTS = 2000;
    /** An array of twice the bytes ahead, and the maps of its bytes. */
    private static final int MAX_HELD = 1024 + TcpStream.MAX_AHEAD * 5 / 2;

    private static final class Recorder implements StreamParser {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int ends;

        @Override
        public boolean accept(Payload run) {
            assertThat(run.remaining()).isPositive();
            bytes.write(run.data(), run.offset(), run.remaining());
            return true;
        }

        @Override
        public void end() {
            ends++;
        }
    }

    @FuzzTest(maxDuration = "5m")
    void deliversWhatArrivedFirst(byte[] input) {
        ByteBuffer in = ByteBuffer.wrap(input);
        Recorder recorder = new Recorder();
        TcpStream stream = new TcpStream(List.of(recorder));
        NaiveStream naive = new NaiveStream();
        int sequence = in.remaining() < 4 ? 0 : in.getInt();
        for (int number = 1; in.remaining() >= 7 && number < MAX_SEGMENTS; number++) {
            int control = in.get();
            sequence += (control & 4) != 0 ? in.getInt() : in.getShort();
            byte[] data = new byte[(in.getShort() & 0xffff) * ((control & 8) != 0 ? 16 : 1) % 100_000];
            for (int i = 0; i < data.length; i++) {
                data[i] = (byte) (number * 37 + i * 11 + (i >> 8));
            }
            int flags = ((control & 1) != 0 ? TcpFlags.SYN : TcpFlags.ACK) | ((control & 2) != 0 ? TcpFlags.RST : 0);
            stream.add(flags, sequence, Payload.of(false, data, 0, data.length));
            naive.add(flags, sequence, data);
            assertThat(stream.heldBytes()).isBetween(0, MAX_HELD);
            assertThat(stream.wantsMore()).isEqualTo(!naive.ended());
            sequence += data.length;
        }
        stream.end();
        assertThat(recorder.bytes.toByteArray()).isEqualTo(naive.delivered());
        assertThat(recorder.ends).isEqualTo(1);
    }
}
