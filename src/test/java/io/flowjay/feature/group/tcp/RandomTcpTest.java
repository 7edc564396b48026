package io.flowjay.feature.group.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.feature.Feature;
import io.flowjay.feature.FeatureSettings;
import io.flowjay.feature.catalog.FeatureCatalog;
import io.flowjay.feature.group.FeatureValues;
import io.flowjay.flow.TcpScript;
import io.flowjay.settings.Settings;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Groups tcp_sequence, tcp_window, tcp_rtt, tcp_options and tcp_mptcp against {@link NaiveTcp} and {@link NaiveTcpHeaders}, on
 * connections full of loss, reordering and repeats.
 */
class RandomTcpTest {
    private static final int FLOWS = 3000;
    private static final long MILLISECOND = 1_000_000;
    private static final Set<String> GROUPS =
            Set.of("tcp_sequence", "tcp_window", "tcp_rtt", "tcp_options", "tcp_mptcp");

    /** Bytes of options by their names, followed by a number where there is one. */
    private static final Map<String, String> OPTIONS = Map.of(
            "mss",
            "0204%04x",
            "ws",
            "0303%02x",
            "sackok",
            "0402",
            "mptcp",
            "1e04%x100",
            "md5",
            "1312" + "00".repeat(16));

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
            // The naive numbers do not wrap; in every second flow the real ones do, at 1030.
            long offset = flow % 2 == 0 ? 0 : 0x1_0000_0000L - 1030;
            Map<String, Double> expected = new NaiveTcp(packets).features();
            expected.putAll(new NaiveTcpHeaders(packets, offset).features());
            String script = script(offset);
            Map<String, Object> actual = FeatureValues.of(TcpScript.flow(script), FeatureSettings.of(Settings.DEFAULT));
            expected.forEach((name, value) -> {
                Object found = actual.get(name);
                double number = found instanceof Number some ? some.doubleValue() : Double.NaN;
                assertThat(number)
                        .as("seed %d: %s of%n%s", seed, name, script)
                        .matches(
                                some -> Double.isNaN(value)
                                        ? Double.isNaN(some)
                                        : Math.abs(some - value) <= Math.max(1e-9, value * 1e-9),
                                "is " + value);
                met.merge(name, value != 0 && !Double.isNaN(value) ? 1 : 0, Integer::sum);
            });
        }
        System.out.println("flows in which a feature is neither 0 nor null: " + met);
        assertThat(met.keySet())
                .isEqualTo(FeatureCatalog.features().stream()
                        .filter(feature -> GROUPS.contains(feature.group()))
                        .map(Feature::name)
                        .collect(Collectors.toSet()));
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
                nanos, client, flags, seq, ack, window, length, stamped ? clock[side] : -1, echo[side], options(flags));
        packets.add(packet);
        if (!packet.has('R')) {
            next[side] = Math.max(next[side], packet.end());
        }
    }

    /** At most 28 bytes of options, to which timestamps are added. */
    private List<String> options(String flags) {
        List<String> options = new ArrayList<>();
        if (flags.contains("S") || random.nextInt(20) == 0) {
            List<String> possible = List.of(
                    "mss " + random.nextInt(1500),
                    "ws " + random.nextInt(16),
                    "sackok 0",
                    "mptcp " + random.nextInt(random.nextBoolean() ? 1 : 4));
            possible.stream().filter(option -> random.nextInt(4) > 0).forEach(options::add);
        } else if (random.nextInt(8) == 0) {
            options.add(random.nextBoolean() ? "sack " + (1 + random.nextInt(3)) : "md5 0");
        }
        return options;
    }

    private static String hex(String option) {
        String[] parts = option.split(" ", 2);
        int number = Integer.parseInt(parts[1]);
        if (parts[0].equals("sack")) {
            return String.format("05%02x", 2 + 8 * number) + "00".repeat(8 * number);
        }
        return String.format(OPTIONS.get(parts[0]), number);
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
            StringBuilder options = new StringBuilder();
            packet.options().forEach(option -> options.append(hex(option)));
            if (packet.tsval() >= 0) {
                options.append(String.format(
                        "080a%08x%08x", (int) (packet.tsval() + offset), (int) (packet.tsecr() + offset)));
            }
            if (!options.isEmpty()) {
                lines.append(" opt=").append(options);
            }
            lines.append('\n');
        }
        return lines.toString();
    }
}
