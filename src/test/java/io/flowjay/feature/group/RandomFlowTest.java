package io.flowjay.feature.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flowjay.feature.Feature;
import io.flowjay.feature.FeatureSettings;
import io.flowjay.feature.catalog.FeatureCatalog;
import io.flowjay.settings.Settings;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Groups timing, size, padding and entropy against {@link NaiveFlow}, on random flows that go the way from frames to features. */
class RandomFlowTest {
    private static final int FLOWS = 3000;
    private static final long MILLISECOND = 1_000_000;
    private static final Set<String> GROUPS = Set.of("timing", "size", "padding", "entropy");

    private final List<NaiveFlow.Packet> packets = new ArrayList<>();
    private final StringBuilder script = new StringBuilder();
    private Random random = new Random(0);

    @Test
    void everyFlowGivesWhatTheNaiveImplementationGives() {
        long seed = System.nanoTime();
        System.out.println("RandomFlowTest seed " + seed);
        random = new Random(seed);
        Map<String, Integer> met = new TreeMap<>();
        for (int i = 0; i < FLOWS; i++) {
            boolean tcp = random.nextBoolean();
            flow(tcp);
            Map<String, Object> actual =
                    FeatureValues.of(FrameScript.flow(script.toString()), FeatureSettings.of(Settings.DEFAULT));
            new NaiveFlow(packets, tcp).features().forEach((name, expected) -> {
                Object value = actual.get(name);
                if (expected instanceof Number wanted) {
                    assertThat(value)
                            .as("seed %d: %s of%n%s", seed, name, script)
                            .isInstanceOf(Number.class);
                    double number = wanted.doubleValue();
                    assertThat(((Number) value).doubleValue())
                            .as("seed %d: %s of%n%s", seed, name, script)
                            .isCloseTo(number, within(Math.max(1e-9, Math.abs(number) * 1e-9)));
                    met.merge(name, number == 0 ? 0 : 1, Integer::sum);
                } else {
                    assertThat(value)
                            .as("seed %d: %s of%n%s", seed, name, script)
                            .hasToString(String.valueOf(expected));
                    met.merge(name, Boolean.TRUE.equals(expected) ? 1 : 0, Integer::sum);
                }
            });
        }
        System.out.println("flows in which a feature is neither 0 nor null: " + met);
        Set<String> all = new HashSet<>();
        for (Feature feature : FeatureCatalog.features()) {
            if (GROUPS.contains(feature.group()) && !feature.type().isArray()) {
                all.add(feature.name());
            }
        }
        assertThat(met.keySet()).isEqualTo(all);
        assertThat(met.values()).allMatch(count -> count > FLOWS / 100);
    }

    private void flow(boolean tcp) {
        packets.clear();
        script.setLength(0);
        int size = 1 + random.nextInt(random.nextInt(10) == 0 ? 60 : 20);
        int alphabet = 1 + random.nextInt(random.nextBoolean() ? 4 : 256);
        boolean cells = tcp && random.nextInt(4) == 0;
        boolean regular = random.nextInt(3) == 0;
        boolean oneSize = random.nextInt(3) == 0;
        String usual = payload(alphabet, cells);
        long step = random.nextInt(80) * MILLISECOND;
        long nanos = 1_000_000_000L;
        List<List<String>> sent = List.of(new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < size; i++) {
            nanos += regular ? step : gap();
            boolean client = i == 0 || random.nextInt(3) > 0;
            List<String> mine = sent.get(client ? 0 : 1);
            boolean again = tcp && !mine.isEmpty() && random.nextInt(8) == 0;
            String payload = oneSize ? usual : random.nextInt(4) == 0 ? "" : payload(alphabet, cells);
            int first = 0;
            if (again) {
                first = random.nextInt(mine.size());
                payload = mine.get(first);
            }
            add(nanos, client, payload, again, tcp ? sequence(mine, again ? first : mine.size()) : -1);
            if (!again) {
                mine.add(payload);
            }
        }
    }

    private long gap() {
        return switch (random.nextInt(12)) {
            case 0 -> -MILLISECOND;
            case 1 -> 50 * MILLISECOND;
            case 2 -> 0;
            case 3 -> random.nextInt(10_000) * MILLISECOND;
            default -> random.nextInt(60_000_000);
        };
    }

    private String payload(int alphabet, boolean cells) {
        int length = cells ? (random.nextInt(8) == 0 ? 543 : 536) : random.nextInt(random.nextInt(4) == 0 ? 600 : 40);
        byte[] payload = new byte[length];
        // Zero bytes have features of their own, so they are made often.
        int lowest = random.nextInt(4) == 0 ? 0 : random.nextInt(257 - alphabet);
        for (int i = 0; i < length; i++) {
            payload[i] = (byte) (lowest + random.nextInt(alphabet));
        }
        return HexFormat.of().formatHex(payload);
    }

    /** The number after the first segments; it wraps after a while. */
    private static long sequence(List<String> sent, int segments) {
        long sum = 0xffff_ff00L;
        for (String segment : sent.subList(0, segments)) {
            sum += segment.length() / 2;
        }
        return sum & 0xffff_ffffL;
    }

    private void add(long nanos, boolean client, String payload, boolean again, long sequence) {
        boolean tcp = sequence >= 0;
        packets.add(new NaiveFlow.Packet(nanos, client, (tcp ? 40 : 28) + payload.length() / 2, payload, again));
        script.append(BigDecimal.valueOf(nanos, 9).toPlainString())
                .append(client ? " c " : " s ")
                .append(tcp ? "seq=" + sequence + " tcp=" : "udp=")
                .append(payload)
                .append('\n');
    }
}
