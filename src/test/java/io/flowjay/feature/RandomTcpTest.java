package io.flowjay.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flowjay.flow.TcpScript;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Groups tcp_sequence, tcp_window and tcp_rtt against {@link NaiveTcp}, on connections full of loss, reordering and repeats. */
class RandomTcpTest {
    private static final int FLOWS = 3000;
    private static final long MILLISECOND = 1_000_000;

    private final List<NaiveTcp.Packet> packets = new ArrayList<>();
    private Random random = new Random(0);
    private long nanos;
    private final long[] next = new long[2];
    private final long[] clock = new long[2];
    private final long[] echo = new long[2];

    @Test
    void everyFlowGivesWhatTheNaiveImplementationGives() {
        long seed = System.nanoTime();
        System.out.println("RandomTcpTest seed " + seed);
        random = new Random(seed);
        Map<String, Integer> met = new TreeMap<>();
        for (int flow = 0; flow < FLOWS; flow++) {
            connection();
            Map<String, Double> expected = new NaiveTcp(packets).features();
            // The naive numbers do not wrap; in every second flow the real ones do, at 1030.
            long offset = flow % 2 == 0 ? 0 : 0x1_0000_0000L - 1030;
            String script = script(offset);
            Map<String, Object> actual = GroupTest.values(TcpScript.flow(script), FeatureSettings.DEFAULT);
            expected.forEach((name, value) -> {
                assertThat(((Number) actual.get(name)).doubleValue())
                        .as("seed %d: %s of%n%s", seed, name, script)
                        .isCloseTo(value, within(Math.max(1e-9, value * 1e-9)));
                met.merge(name, value != 0 ? 1 : 0, Integer::sum);
            });
        }
        System.out.println("flows in which a feature is not 0: " + met);
        assertThat(met.values()).allMatch(count -> count > FLOWS / 100);
    }

    private void connection() {
        packets.clear();
        nanos = 0;
        for (int side = 0; side < 2; side++) {
            next[side] = 1000;
            clock[side] = 1000;
            echo[side] = 0;
        }
        if (random.nextInt(4) > 0) {
            add(true, "S", 1000, 0, 0, window());
            add(false, "SA", 1000, 1001, 0, window());
            if (random.nextInt(8) > 0) {
                add(true, "A", 1001, 1001, 0, window());
            }
        }
        int count = random.nextInt(60) + 1;
        for (int i = 0; i < count; i++) {
            segment(random.nextBoolean());
        }
    }

    /** An acknowledgement some times over while data is outstanding, then the data once more. */
    private void loss(boolean client) {
        int side = client ? 0 : 1;
        long ack = next[1 - side];
        int window = window();
        add(!client, "A", ack, next[side], 30, 100);
        for (int i = random.nextInt(5); i >= 0; i--) {
            add(client, "A", next[side], ack, 0, window);
        }
        add(!client, "A", ack, next[side], 30, 100);
    }

    private void segment(boolean client) {
        if (random.nextInt(20) == 0) {
            loss(client);
            return;
        }
        int side = client ? 0 : 1;
        long seq = next[side];
        int kind = random.nextInt(12);
        if (kind < 3) {
            seq = Math.max(1000, seq - random.nextInt(60));
        } else if (kind == 3) {
            seq += random.nextInt(40);
        } else if (kind == 4) {
            seq = Math.max(1000, seq - 1);
        }
        int length = random.nextInt(3) == 0 ? 0 : random.nextInt(3) == 0 ? 1 : random.nextInt(50);
        long ack = Math.max(0, next[1 - side] - (random.nextInt(3) == 0 ? random.nextInt(50) : 0));
        String flags =
                random.nextInt(30) == 0 ? "RA" : random.nextInt(20) == 0 ? "FA" : random.nextInt(20) == 0 ? "P" : "A";
        add(client, flags, seq, ack, length, window());
    }

    private int window() {
        return 100 * random.nextInt(3);
    }

    private void add(boolean client, String flags, long seq, long ack, int length, int window) {
        int side = client ? 0 : 1;
        nanos += random.nextInt(4) == 0 ? 20 * MILLISECOND : random.nextInt(3000) * 1000L;
        if (random.nextInt(20) == 0) {
            nanos -= MILLISECOND;
        }
        clock[side] += random.nextInt(3);
        if (random.nextInt(3) == 0) {
            echo[side] = clock[1 - side];
        }
        boolean stamped = random.nextInt(5) > 0;
        NaiveTcp.Packet packet = new NaiveTcp.Packet(
                nanos, client, flags, seq, ack, window, length, stamped ? clock[side] : -1, echo[side]);
        packets.add(packet);
        if (!packet.has('R')) {
            next[side] = Math.max(next[side], packet.end());
        }
    }

    /** The packets, with {@code offset} added to sequence numbers and timestamps. */
    private String script(long offset) {
        StringBuilder lines = new StringBuilder();
        for (NaiveTcp.Packet packet : packets) {
            lines.append(BigDecimal.valueOf(packet.nanos(), 9).toPlainString())
                    .append(packet.client() ? " c " : " s ")
                    .append(packet.flags())
                    .append(" seq=")
                    .append(packet.seq() + offset)
                    .append(" ack=")
                    .append(packet.ack() + offset)
                    .append(" win=")
                    .append(packet.window())
                    .append(" len=")
                    .append(packet.length());
            if (packet.tsval() >= 0) {
                lines.append(String.format(
                        " opt=0101080a%08x%08x", (int) (packet.tsval() + offset), (int) (packet.tsecr() + offset)));
            }
            lines.append('\n');
        }
        return lines.toString();
    }
}
