package io.flowjay.protocol.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.packet.TcpFlags;
import io.flowjay.protocol.payload.Payload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Segments cut, repeated and shuffled by chance, against the text they were cut from. */
class TcpStreamRandomTest {
    private static final int ROUNDS = 2000;

    private record Cut(int start, int end) {}

    @Test
    void anyOrderGivesTheTextOrItsBeginning() {
        long seed = System.nanoTime();
        System.out.println("TcpStreamRandomTest seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] text = new byte[1 + random.nextInt(3000)];
            random.nextBytes(text);
            List<Cut> cuts = cuts(text.length, random);
            boolean whole = random.nextInt(4) > 0;
            if (!whole) {
                cuts.remove(random.nextInt(cuts.size()));
            }
            Collections.shuffle(cuts, random);
            check(text, cuts, random.nextInt(), "seed " + seed + " round " + round);
        }
    }

    /** Expected is the longest beginning of the text that the cuts cover. */
    private static void check(byte[] text, List<Cut> cuts, int start, String where) {
        Recorder recorder = new Recorder(Integer.MAX_VALUE);
        TcpStream stream = new TcpStream(List.of(recorder));
        stream.opened(start - 1);
        boolean[] covered = new boolean[text.length + 1];
        for (Cut cut : cuts) {
            stream.add(
                    TcpFlags.ACK, start + cut.start(), Payload.of(false, text, cut.start(), cut.end() - cut.start()));
            Arrays.fill(covered, cut.start(), cut.end(), true);
        }
        int expected = 0;
        while (covered[expected]) {
            expected++;
        }
        String all = new String(text, 0, expected, StandardCharsets.ISO_8859_1);
        assertThat(recorder.bytes()).as(where).isEqualTo(all);
    }

    private static List<Cut> cuts(int length, Random random) {
        List<Cut> cuts = new ArrayList<>();
        int largest = 1 + random.nextInt(200);
        for (int at = 0; at < length; ) {
            int end = Math.min(length, at + 1 + random.nextInt(largest));
            int overlap = random.nextInt(4) == 0 ? random.nextInt(50) : 0;
            cuts.add(new Cut(Math.max(0, at - overlap), Math.min(length, end + overlap)));
            at = end;
        }
        return cuts;
    }

    /** Of each two bytes the second comes first, far ahead: bytes wait all the time, and all that are not lost are passed on. */
    @Test
    void bytesThatAlwaysWaitAreBounded() {
        byte[] text = new byte[TcpStream.MAX_BYTES];
        Recorder recorder = new Recorder(Integer.MAX_VALUE);
        TcpStream stream = new TcpStream(List.of(recorder));
        stream.opened(-1);
        int ahead = 60_000;
        for (int at = 0; at + ahead + 1 < text.length; at += 2) {
            stream.add(TcpFlags.ACK, at + ahead + 1, Payload.of(false, text, 0, 1));
            stream.add(TcpFlags.ACK, at, Payload.of(false, text, 0, 2));
            assertThat(stream.heldBytes()).isLessThan(3 * TcpStream.MAX_AHEAD);
        }
        assertThat(recorder.bytes().length()).isGreaterThan(text.length - ahead - 3);
    }
}
