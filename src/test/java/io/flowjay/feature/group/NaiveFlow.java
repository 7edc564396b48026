package io.flowjay.feature.group;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Groups timing, size, padding and entropy by their definitions, over lists, with no regard to speed. */
final class NaiveFlow {
    private static final double BURST_THRESHOLD = 0.05;
    private static final int SAMPLE = 256;
    private static final List<Integer> CELLS = List.of(536, 543, 541);

    /**
     * A packet.
     *
     * @param length of the IP packet
     * @param payload in hex
     * @param again whether it was sent before
     */
    record Packet(long nanos, boolean client, int length, String payload, boolean again) {
        int payloadLength() {
            return payload.length() / 2;
        }
    }

    private final List<Packet> packets;
    private final boolean tcp;
    private final Map<String, @Nullable Object> features = new TreeMap<>();

    NaiveFlow(List<Packet> packets, boolean tcp) {
        this.packets = packets;
        this.tcp = tcp;
    }

    /** Every feature by name; null stands for null. */
    Map<String, @Nullable Object> features() {
        timing();
        bursts();
        size();
        payloads();
        padding();
        tor();
        entropy();
        return features;
    }

    private List<Packet> of(Predicate<Packet> wanted) {
        return packets.stream().filter(wanted).toList();
    }

    private List<Packet> of(String side) {
        return of(packet -> side.isEmpty() || packet.client == side.equals("fwd_"));
    }

    private static List<Double> gaps(List<Packet> some) {
        List<Double> gaps = new ArrayList<>();
        List<Packet> byTime = byTime(some);
        for (int i = 1; i < byTime.size(); i++) {
            gaps.add((byTime.get(i).nanos - byTime.get(i - 1).nanos) / 1e9);
        }
        return gaps;
    }

    private static List<Packet> byTime(List<Packet> some) {
        return some.stream().sorted(Comparator.comparingLong(Packet::nanos)).toList();
    }

    private static List<Double> lengths(List<Packet> some) {
        return some.stream().map(packet -> (double) packet.length).toList();
    }

    private static List<Double> payloadLengths(List<Packet> some) {
        return some.stream().map(packet -> (double) packet.payloadLength()).toList();
    }

    private void timing() {
        List<Double> all = gaps(packets);
        five("iat_", all);
        five("iat_fwd_", gaps(of(Packet::client)));
        five("iat_bwd_", gaps(of(packet -> !packet.client)));
        for (String side : List.of("", "fwd_", "bwd_")) {
            List<Double> gaps = gaps(of(side));
            features.put("iat_" + side + "sum", gaps.isEmpty() ? null : (Object) sum(gaps));
            features.put("iat_" + side + "sample_std", sampleStd(gaps));
            for (int percent : new int[] {25, 75, 90, 99}) {
                features.put("iat_" + side + "p" + percent, percentile(gaps, percent));
            }
        }
        features.put("burstiness_index", variation(all));
        features.put("burstiness_index_fwd", variation(gaps(of(Packet::client))));
        features.put("burstiness_index_bwd", variation(gaps(of(packet -> !packet.client))));
        long start = packets.stream().mapToLong(Packet::nanos).min().orElseThrow();
        features.put(
                "first_response_time",
                byTime(packets).stream()
                        .filter(packet -> !packet.client)
                        .findFirst()
                        .map(packet -> (packet.nanos - start) / 1e9)
                        .orElse(0.0));
    }

    private void five(String name, List<Double> values) {
        features.put(name + "min", percentile(values, 0));
        features.put(name + "max", percentile(values, 100));
        features.put(name + "mean", values.isEmpty() ? null : (Object) mean(values));
        features.put(name + "std", values.isEmpty() ? null : (Object) std(values));
        features.put(name + "median", percentile(values, 50));
    }

    private void bursts() {
        List<List<Packet>> bursts = new ArrayList<>();
        List<Double> idles = new ArrayList<>();
        double within = 0;
        List<Packet> byTime = byTime(packets);
        for (int i = 0; i < packets.size(); i++) {
            double gap = i == 0 ? 0 : gaps(byTime.subList(i - 1, i + 1)).get(0);
            if (i == 0 || gap >= BURST_THRESHOLD) {
                bursts.add(new ArrayList<>());
                if (i > 0) {
                    idles.add(gap);
                }
            } else {
                within += gap;
            }
            bursts.get(bursts.size() - 1).add(byTime.get(i));
        }
        features.put("burst_count", bursts.size());
        features.put("avg_burst_packets", (double) packets.size() / bursts.size());
        features.put("avg_burst_duration", within / bursts.size());
        features.put(
                "max_burst_packets", bursts.stream().mapToInt(List::size).max().orElseThrow());
        features.put("idle_count", idles.size());
        features.put("avg_idle_duration", idles.isEmpty() ? 0 : mean(idles));
        features.put(
                "max_idle_duration",
                idles.stream().mapToDouble(idle -> idle).max().orElse(0));
        features.put(
                "avg_burst_payload_efficiency",
                mean(bursts.stream()
                        .map(burst -> sum(payloadLengths(burst)) / sum(lengths(burst)))
                        .toList()));
    }

    private void size() {
        List<Double> all = lengths(packets);
        double forward = sum(lengths(of(Packet::client)));
        double backward = sum(all) - forward;
        five("pkt_len_", all);
        five("pkt_len_fwd_", lengths(of(Packet::client)));
        five("pkt_len_bwd_", lengths(of(packet -> !packet.client)));
        for (String side : List.of("", "fwd_", "bwd_")) {
            List<Double> own = lengths(of(side));
            features.put("pkt_len_" + side + "sample_std", sampleStd(own));
            features.put("payload_len_" + side + "sample_std", sampleStd(payloadLengths(of(side))));
            for (int percent : new int[] {25, 75, 90}) {
                features.put("pkt_len_" + side + "p" + percent, percentile(own, percent));
            }
        }
        Double deviation = sampleStd(all);
        features.put("pkt_len_sample_variance", deviation == null ? null : (Object) (deviation * deviation));
        int clients = of(Packet::client).size();
        features.put("pkt_len_variance", std(all) * std(all));
        features.put("pkt_size_variance", std(all) * std(all));
        features.put("pkt_asymmetry", (2.0 * clients - packets.size()) / packets.size());
        features.put("byte_asymmetry", (forward - backward) / (forward + backward));
    }

    private void payloads() {
        List<Double> all = payloadLengths(packets);
        features.put("payload_len_min", percentile(all, 0));
        features.put("payload_len_max", percentile(all, 100));
        features.put("payload_len_mean", mean(all));
        features.put("payload_len_std", std(all));
        features.put("packets_with_payload", count(all));
        features.put("header_only_ratio", 1 - (double) count(all) / all.size());
        features.put("l7_bytes_total", sum(all));
        for (boolean client : new boolean[] {true, false}) {
            String side = client ? "fwd" : "bwd";
            List<Double> own = payloadLengths(of(packet -> packet.client == client));
            features.put("payload_len_" + side + "_mean", own.isEmpty() ? null : (Object) mean(own));
            features.put("payload_len_" + side + "_std", own.isEmpty() ? null : (Object) std(own));
            features.put("packets_with_payload_" + side, count(own));
            features.put("l7_bytes_" + side, sum(own));
            features.put(
                    "l7_pkt_min_" + side,
                    own.stream().filter(p -> p > 0).min(Double::compare).orElse(0.0));
            features.put("l7_pkt_max_" + side, own.stream().max(Double::compare).orElse(0.0));
        }
    }

    private void padding() {
        List<Double> all = lengths(packets);
        List<Double> gaps = gaps(packets);
        Map<Double, Integer> counts = counts(all);
        Map.Entry<Double, Integer> mode = counts.entrySet().iterator().next();
        for (Map.Entry<Double, Integer> entry : counts.entrySet()) {
            mode = entry.getValue() > mode.getValue() ? entry : mode;
        }
        double share = (double) mode.getValue() / all.size();
        for (String[] names : new String[][] {
            {"dominant_pkt_size", "dominant_pkt_ratio"}, {"dominant_size_mode", "dominant_size_ratio"}
        }) {
            features.put(names[0], mode.getKey());
            features.put(names[1], share);
        }
        features.put("unique_size_count", counts.size());
        features.put("size_entropy", counts.size() == 1 ? 0 : entropy(counts.values()) / log2(counts.size()));
        features.put("pkt_size_cv", std(all) / mean(all));
        features.put("iat_variance", gaps.isEmpty() ? 0 : std(gaps) * std(gaps));
        Double variation = variation(gaps);
        features.put("iat_cv", variation == null ? 0 : variation);
        double overhead = sum(all) - sum(payloadLengths(packets));
        features.put("burst_overhead_bytes", overhead);
        features.put("burst_padding_ratio", overhead / sum(all));
        boolean judged = count(payloadLengths(packets)) >= 10;
        features.put("is_constant_size", judged && share >= 0.95);
        features.put("is_constant_rate", judged && variation != null && variation <= 0.1);
    }

    private void tor() {
        List<Double> some = payloadLengths(of(packet -> tcp && packet.payloadLength() > 0));
        long cells = some.stream()
                .filter(payload -> CELLS.stream().anyMatch(cell -> payload % cell == 0))
                .count();
        boolean isLike = some.size() >= 10 && cells > 0.7 * some.size() && std(some) / mean(some) < 0.1;
        features.put("tor_cell_count", cells);
        features.put("tor_cell_ratio", (double) cells / packets.size());
        features.put("tor_cell_payload_ratio", some.isEmpty() ? null : (Object) ((double) cells / some.size()));
        features.put("is_tor_like", isLike);
        double score = (is("is_constant_size") ? 0.3 : 0) + (is("is_constant_rate") ? 0.2 : 0) + (isLike ? 0.3 : 0);
        boolean judged = count(payloadLengths(packets)) >= 10;
        boolean dominant = judged && ((Number) features.get("dominant_size_ratio")).doubleValue() > 0.8;
        features.put("padding_score", score + (dominant ? 0.2 : 0));
    }

    private boolean is(String feature) {
        return Boolean.TRUE.equals(features.get(feature));
    }

    private void entropy() {
        List<Integer> initiator = sample(true);
        List<Integer> responder = sample(false);
        List<Integer> all = new ArrayList<>(initiator);
        all.addAll(responder);
        double ofInitiator = entropy(counts(initiator).values());
        double ofResponder = entropy(counts(responder).values());
        double bits = entropy(counts(all).values());
        int n = all.size();
        features.put("entropy_payload", bits);
        features.put("entropy_initiator", ofInitiator);
        features.put("entropy_responder", ofResponder);
        features.put("entropy_ratio", ofResponder == 0 ? 0 : ofInitiator / ofResponder);
        features.put("payload_bytes_sampled", n);
        features.put("null_ratio", share(all, value -> value == 0));
        features.put("high_byte_ratio", share(all, value -> value > 127));
        features.put(
                "printable_ratio",
                share(all, value -> (value > 31 && value < 127) || value == 9 || value == 10 || value == 13));
        double squares = counts(all).values().stream()
                .mapToDouble(c -> (double) c * c / n / n)
                .sum();
        features.put("byte_distribution_uniformity", n < 256 ? 0 : (1 - squares) * 256 / 255);
        features.put("entropy_payload_normalized", normalized(all));
        features.put("entropy_initiator_normalized", normalized(initiator));
        features.put("entropy_responder_normalized", normalized(responder));
        double missed = (counts(all).size() - 1) / (2 * n * Math.log(2));
        features.put("entropy_payload_corrected", n == 0 ? null : (Object) Math.min(8, bits + missed));
    }

    private List<Integer> sample(boolean client) {
        List<Integer> bytes = new ArrayList<>();
        for (Packet packet : of(packet -> packet.client == client && !packet.again)) {
            for (byte value : HexFormat.of().parseHex(packet.payload)) {
                if (bytes.size() < SAMPLE) {
                    bytes.add(value & 0xff);
                }
            }
        }
        return bytes;
    }

    private static @Nullable Double normalized(List<Integer> bytes) {
        return bytes.size() < 2 ? null : (Double) (entropy(counts(bytes).values()) / log2(Math.min(256, bytes.size())));
    }

    private static double share(List<Integer> bytes, Predicate<Integer> wanted) {
        return bytes.isEmpty() ? 0 : (double) bytes.stream().filter(wanted).count() / bytes.size();
    }

    private static <T> Map<T, Integer> counts(List<T> values) {
        Map<T, Integer> counts = new LinkedHashMap<>();
        values.forEach(value -> counts.merge(value, 1, Integer::sum));
        return counts;
    }

    private static double entropy(Collection<Integer> counts) {
        double total = counts.stream().mapToInt(count -> count).sum();
        return counts.stream()
                .mapToDouble(count -> count / total * log2(total / count))
                .sum();
    }

    private static double log2(double value) {
        return Math.log10(value) / Math.log10(2);
    }

    private static int count(List<Double> values) {
        return (int) values.stream().filter(value -> value > 0).count();
    }

    private static double sum(List<Double> values) {
        return values.stream().mapToDouble(value -> value).sum();
    }

    private static double mean(List<Double> values) {
        return sum(values) / values.size();
    }

    private static double std(List<Double> values) {
        double mean = mean(values);
        return Math.sqrt(
                values.stream().mapToDouble(value -> Math.pow(value - mean, 2)).sum() / values.size());
    }

    private static @Nullable Double sampleStd(List<Double> values) {
        int n = values.size();
        return n < 2 ? null : (Double) (std(values) * Math.sqrt(n / (n - 1.0)));
    }

    private static @Nullable Double variation(List<Double> values) {
        return values.isEmpty() || mean(values) == 0 ? null : (Double) (std(values) / mean(values));
    }

    private static @Nullable Double percentile(List<Double> values, int percent) {
        if (values.isEmpty()) {
            return null;
        }
        List<Double> sorted = values.stream().sorted().toList();
        double position = (sorted.size() - 1) * percent / 100.0;
        double below = sorted.get((int) Math.floor(position));
        double above = sorted.get((int) Math.ceil(position));
        return below + (above - below) * (position - Math.floor(position));
    }
}
