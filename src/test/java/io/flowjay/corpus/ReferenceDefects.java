package io.flowjay.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowjay.record.FlowRecord;
import java.util.List;
import java.util.Set;

/** Which values of one of the reference's records are known to be wrong, by the number of the defect. */
final class ReferenceDefects {
    private static final double RELATIVE = 1e-6;
    private static final double BURST_THRESHOLD = 0.05;
    /** What two roundings of a time near 1.7e9 seconds to a double add up to. */
    private static final double GAP_ERROR = 5e-7;

    private static final Set<String> BURSTS = Set.of(
            "burst_count",
            "avg_burst_packets",
            "avg_burst_duration",
            "max_burst_packets",
            "idle_count",
            "avg_idle_duration",
            "max_idle_duration");

    private final boolean cut;
    private final boolean zeroLength;
    private final boolean wrongClock;
    private final boolean onePacket;
    private final boolean stepsBack;
    private final boolean gapAtThreshold;
    private final JsonNode theirs;
    private final FlowRecord own;
    private final TcpReferenceDefects tcp;

    ReferenceDefects(boolean cut, JsonNode theirs, FlowRecord own) {
        this.cut = cut;
        this.theirs = theirs;
        this.own = own;
        tcp = new TcpReferenceDefects(own);
        zeroLength = theirs.path("pkt_len_min").asDouble() == 0;
        double start = number("start_time");
        double ratio = theirs.path("start_time").asDouble() / start;
        wrongClock = start > 0 && (ratio > 10 || ratio < 0.1);
        onePacket = number("total_packets") == 1;
        stepsBack = number("reordered_packets") > 0;
        gapAtThreshold = own.get("iat_sequence") instanceof List<?> gaps
                && gaps.stream()
                        .anyMatch(gap -> Math.abs(((Number) gap).doubleValue() - BURST_THRESHOLD) < 2 * GAP_ERROR);
    }

    /** Whether the reference's value of a feature is not to be trusted for this flow. */
    boolean concern(String feature) {
        boolean timing = isTime(feature);
        return tcp.concern(feature)
                || NetworkDefects.concern(feature, own)
                || PayloadDefects.concern(feature, theirs, own)
                || (cut && isPayload(feature)) // D-12: payload counted as captured
                || (zeroLength && isLength(feature)) // D-08: IP length 0
                || (wrongClock && timing) // D-10: resolution of another interface
                || (stepsBack && timing) // S-2: negative gaps, end before start
                || (onePacket && BURSTS.contains(feature)) // T-1: one packet is no burst
                || (gapAtThreshold && BURSTS.contains(feature)); // D-09: times as doubles
    }

    /** Tolerance as a share of the value, of 1 for values below 1; a quotient of gaps carries the error of a gap by the gaps' mean (D-09). */
    double tolerance(String feature) {
        if (feature.startsWith("burstiness_index")) {
            double mean = number("iat" + feature.substring("burstiness_index".length()) + "_mean");
            return mean == 0 ? RELATIVE : RELATIVE + 4 * GAP_ERROR / mean;
        }
        return RELATIVE;
    }

    private double number(String feature) {
        return own.get(feature) instanceof Number value ? value.doubleValue() : 0;
    }

    private static boolean isPayload(String feature) {
        return feature.startsWith("payload_")
                || feature.startsWith("l7_")
                || feature.startsWith("packets_with_payload")
                || Set.of("header_only_ratio", "tcp_data_packets", "tcp_ack_only_packets", "tcp_fstat")
                        .contains(feature);
    }

    private static boolean isLength(String feature) {
        return feature.startsWith("pkt_len")
                || feature.startsWith("dominant_pkt")
                || Set.of("total_bytes", "bytes_fwd", "bytes_bwd", "avg_packet_size", "byte_asymmetry")
                        .contains(feature);
    }

    private static boolean isTime(String feature) {
        return feature.startsWith("iat_")
                || feature.startsWith("burstiness")
                || BURSTS.contains(feature)
                || Set.of("start_time", "end_time", "time_first", "time_last", "duration", "first_response_time")
                        .contains(feature);
    }
}
