package io.flowjay.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowjay.record.FlowRecord;
import java.util.Set;

/** Features of padding and entropy where the reference is known to be wrong, by the number of its defect. */
final class ContentDefects {
    private static final int PACKETS_FOR_A_VERDICT = 10;

    private static final Set<String> VERDICTS = Set.of("is_constant_size", "is_constant_rate", "padding_score");

    /** lengths of IP packets in place of payloads. */
    private static final Set<String> TOR = Set.of("tor_cell_count", "tor_cell_ratio", "is_tor_like");

    private static final Set<String> OVERHEAD = Set.of("burst_padding_ratio", "burst_overhead_bytes");

    private static final Set<String> SAMPLED = Set.of(
            "entropy_payload",
            "entropy_initiator",
            "entropy_responder",
            "entropy_ratio",
            "byte_distribution_uniformity",
            "printable_ratio",
            "null_ratio",
            "high_byte_ratio",
            "payload_bytes_sampled");

    private final JsonNode theirs;
    private final FlowRecord own;

    ContentDefects(JsonNode theirs, FlowRecord own) {
        this.theirs = theirs;
        this.own = own;
    }

    boolean concern(String feature) {
        return TOR.contains(feature)
                || (VERDICTS.contains(feature) && concernsVerdict(feature))
                // T-1: the headers of one packet counted as none
                || (OVERHEAD.contains(feature) && number("total_packets") == 1)
                // Y-5: data that was sent again counted again
                || (SAMPLED.contains(feature) && (sentAgain("fwd") || sentAgain("bwd")));
    }

    private boolean concernsVerdict(String feature) {
        boolean few = number("packets_with_payload") < PACKETS_FOR_A_VERDICT;
        boolean noGaps = number("iat_mean") == 0; // a rate without gaps
        boolean tor = theirs.path("is_tor_like").asBoolean() || number("is_tor_like") > 0;
        return few || (noGaps && !feature.equals("is_constant_size")) || (tor && feature.equals("padding_score"));
    }

    private boolean sentAgain(String side) {
        return number("tcp_is_tcp") > 0 && number("l7_bytes_" + side) > number("tcp_seq_" + side + "_bytes_sent");
    }

    /** Y-2: uniformity of one value only is 1/256 in the reference, where it is 0. */
    static double corrected(String feature, double value) {
        return feature.equals("byte_distribution_uniformity") && value > 0 ? 1 - (1 - value) * 256 / 255 : value;
    }

    private double number(String feature) {
        Object value = own.get(feature);
        return value instanceof Number number ? number.doubleValue() : Boolean.TRUE.equals(value) ? 1 : 0;
    }
}
