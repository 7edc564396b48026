package io.flowjay.feature.group.statistics;

import static io.flowjay.feature.Direction.DST_TO_SRC;
import static io.flowjay.feature.Direction.SRC_TO_DST;

import io.flowjay.feature.FeatureGroup;
import io.flowjay.feature.FeatureList;
import io.flowjay.feature.FeatureUnit;
import io.flowjay.feature.FeatureVector;
import io.flowjay.feature.FlowView;
import io.flowjay.feature.IntegerFeature;
import io.flowjay.feature.NumberFeature;
import io.flowjay.feature.series.Series;
import io.flowjay.settings.Profile;

/** Group {@code size}: lengths of packets and payloads. */
public final class SizeFeatures implements FeatureGroup {
    static final String NAME = "size";

    private static final FeatureList F = new FeatureList(NAME, Profile.JJ_CORE);
    private static final NumberFeature PKT_LEN_MIN =
            F.formula("min(len)").nullable("pkt_len_min", "bytes", "Smallest IP length of a packet");
    private static final NumberFeature PKT_LEN_MAX =
            F.formula("max(len)").nullable("pkt_len_max", "bytes", "Largest IP length of a packet");
    private static final NumberFeature PKT_LEN_MEAN =
            F.formula("mean(len)").nullable("pkt_len_mean", "bytes", "Mean IP length of a packet");
    private static final NumberFeature PKT_LEN_STD =
            F.formula("std(len)").nullable("pkt_len_std", "bytes", "Population standard deviation of the IP lengths");
    private static final NumberFeature PKT_LEN_MEDIAN =
            F.formula("median(len)").nullable("pkt_len_median", "bytes", "Median IP length");
    private static final NumberFeature PKT_LEN_P25 =
            F.formula("p25(len)").nullable("pkt_len_p25", "bytes", "25th percentile of the IP lengths");
    private static final NumberFeature PKT_LEN_P75 =
            F.formula("p75(len)").nullable("pkt_len_p75", "bytes", "75th percentile of the IP lengths");
    private static final NumberFeature PKT_LEN_P90 =
            F.formula("p90(len)").nullable("pkt_len_p90", "bytes", "90th percentile of the IP lengths");
    private static final NumberFeature PKT_LEN_FWD_MIN = F.direction(SRC_TO_DST)
            .formula("min(len(fwd))")
            .nullable("pkt_len_fwd_min", "bytes", "Smallest IP length of a packet from the initiator");
    private static final NumberFeature PKT_LEN_FWD_MAX = F.direction(SRC_TO_DST)
            .formula("max(len(fwd))")
            .nullable("pkt_len_fwd_max", "bytes", "Largest IP length of a packet from the initiator");
    private static final NumberFeature PKT_LEN_FWD_MEAN = F.direction(SRC_TO_DST)
            .formula("mean(len(fwd))")
            .nullable("pkt_len_fwd_mean", "bytes", "Mean IP length of a packet from the initiator");
    private static final NumberFeature PKT_LEN_FWD_STD = F.direction(SRC_TO_DST)
            .formula("std(len(fwd))")
            .nullable("pkt_len_fwd_std", "bytes", "Population standard deviation of the IP lengths from the initiator");
    private static final NumberFeature PKT_LEN_FWD_MEDIAN = F.direction(SRC_TO_DST)
            .formula("median(len(fwd))")
            .nullable("pkt_len_fwd_median", "bytes", "Median IP length from the initiator");
    private static final NumberFeature PKT_LEN_BWD_MIN = F.direction(DST_TO_SRC)
            .formula("min(len(bwd))")
            .nullable("pkt_len_bwd_min", "bytes", "Smallest IP length of a packet from the responder");
    private static final NumberFeature PKT_LEN_BWD_MAX = F.direction(DST_TO_SRC)
            .formula("max(len(bwd))")
            .nullable("pkt_len_bwd_max", "bytes", "Largest IP length of a packet from the responder");
    private static final NumberFeature PKT_LEN_BWD_MEAN = F.direction(DST_TO_SRC)
            .formula("mean(len(bwd))")
            .nullable("pkt_len_bwd_mean", "bytes", "Mean IP length of a packet from the responder");
    private static final NumberFeature PKT_LEN_BWD_STD = F.direction(DST_TO_SRC)
            .formula("std(len(bwd))")
            .nullable("pkt_len_bwd_std", "bytes", "Population standard deviation of the IP lengths from the responder");
    private static final NumberFeature PKT_LEN_BWD_MEDIAN = F.direction(DST_TO_SRC)
            .formula("median(len(bwd))")
            .nullable("pkt_len_bwd_median", "bytes", "Median IP length from the responder");
    private static final NumberFeature PAYLOAD_LEN_MIN = F.formula("min(payload)")
            .nullable("payload_len_min", "bytes", "Smallest payload of a packet, empty ones included");
    private static final NumberFeature PAYLOAD_LEN_MAX =
            F.formula("max(payload)").nullable("payload_len_max", "bytes", "Largest payload of a packet");
    private static final NumberFeature PAYLOAD_LEN_MEAN = F.formula("mean(payload)")
            .nullable("payload_len_mean", "bytes", "Mean payload of a packet, empty ones included");
    private static final NumberFeature PAYLOAD_LEN_STD = F.formula("std(payload)")
            .nullable("payload_len_std", "bytes", "Population standard deviation of the payloads");
    private static final NumberFeature PAYLOAD_LEN_FWD_MEAN = F.direction(SRC_TO_DST)
            .formula("mean(payload(fwd))")
            .nullable("payload_len_fwd_mean", "bytes", "Mean payload of a packet from the initiator");
    private static final NumberFeature PAYLOAD_LEN_FWD_STD = F.direction(SRC_TO_DST)
            .formula("std(payload(fwd))")
            .nullable(
                    "payload_len_fwd_std", "bytes", "Population standard deviation of the payloads from the initiator");
    private static final NumberFeature PAYLOAD_LEN_BWD_MEAN = F.direction(DST_TO_SRC)
            .formula("mean(payload(bwd))")
            .nullable("payload_len_bwd_mean", "bytes", "Mean payload of a packet from the responder");
    private static final NumberFeature PAYLOAD_LEN_BWD_STD = F.direction(DST_TO_SRC)
            .formula("std(payload(bwd))")
            .nullable(
                    "payload_len_bwd_std", "bytes", "Population standard deviation of the payloads from the responder");
    private static final IntegerFeature PACKETS_WITH_PAYLOAD =
            F.formula("count(payload > 0)").int64("packets_with_payload", "count", "Packets with payload");
    private static final IntegerFeature PACKETS_WITH_PAYLOAD_FWD = F.direction(SRC_TO_DST)
            .formula("count(payload(fwd) > 0)")
            .int64("packets_with_payload_fwd", "count", "Packets with payload from the initiator");
    private static final IntegerFeature PACKETS_WITH_PAYLOAD_BWD = F.direction(DST_TO_SRC)
            .formula("count(payload(bwd) > 0)")
            .int64("packets_with_payload_bwd", "count", "Packets with payload from the responder");
    private static final NumberFeature HEADER_ONLY_RATIO =
            F.formula("share(payload = 0)").float64("header_only_ratio", "ratio", "Share of packets without payload");
    private static final NumberFeature PKT_LEN_VARIANCE = F.formula("var(len)")
            .float64("pkt_len_variance", "bytes^2", "Population variance of the IP lengths, in square bytes");
    private static final IntegerFeature DOMINANT_PKT_SIZE = F.formula("mode(len)")
            .int64("dominant_pkt_size", "bytes", "IP length that occurs most; of several, the one seen first");
    private static final NumberFeature DOMINANT_PKT_RATIO = F.formula("share(len = mode(len))")
            .float64("dominant_pkt_ratio", "ratio", "Share of packets with that length");
    private static final IntegerFeature L7_BYTES_FWD = F.direction(SRC_TO_DST)
            .twin("payload_bytes_fwd")
            .int64("l7_bytes_fwd", "bytes", "Transport payload from the initiator");
    private static final IntegerFeature L7_BYTES_BWD = F.direction(DST_TO_SRC)
            .twin("payload_bytes_bwd")
            .int64("l7_bytes_bwd", "bytes", "Transport payload from the responder");
    private static final IntegerFeature L7_BYTES_TOTAL =
            F.twin("payload_bytes_total").int64("l7_bytes_total", "bytes", "Transport payload in both directions");
    private static final IntegerFeature L7_PKT_MIN_FWD = F.direction(SRC_TO_DST)
            .formula("min(payload(fwd) > 0); 0 without payload")
            .int64("l7_pkt_min_fwd", "bytes", "Smallest payload from the initiator that is not empty; 0 when all are");
    private static final IntegerFeature L7_PKT_MAX_FWD = F.direction(SRC_TO_DST)
            .formula("max(payload(fwd)); 0 also without fwd")
            .int64("l7_pkt_max_fwd", "bytes", "Largest payload from the initiator");
    private static final IntegerFeature L7_PKT_MIN_BWD = F.direction(DST_TO_SRC)
            .formula("min(payload(bwd) > 0); 0 without payload")
            .int64("l7_pkt_min_bwd", "bytes", "Smallest payload from the responder that is not empty; 0 when all are");
    private static final IntegerFeature L7_PKT_MAX_BWD = F.direction(DST_TO_SRC)
            .formula("max(payload(bwd)); 0 also without bwd")
            .int64("l7_pkt_max_bwd", "bytes", "Largest payload from the responder");
    private static final NumberFeature PKT_ASYMMETRY = F.formula("(packets_fwd - packets_bwd) / total_packets")
            .float64("pkt_asymmetry", "ratio", "Packets forward minus backward, by their sum: -1 to 1");
    private static final NumberFeature BYTE_ASYMMETRY = F.formula("(bytes_fwd - bytes_bwd) / total_bytes")
            .float64("byte_asymmetry", "ratio", "IP bytes forward minus backward, by their sum: -1 to 1");

    /** What the catalogue lists. */
    public static final FeatureUnit UNIT = new FeatureUnit(F.features(), settings -> new SizeFeatures());

    @Override
    public void compute(FlowView view, FeatureVector out) {
        packets(view, out);
        payloads(view, out);
        Series lengths = view.lengths();
        long dominant = lengths.mode();
        out.set(DOMINANT_PKT_SIZE, dominant);
        out.set(DOMINANT_PKT_RATIO, (double) lengths.count(dominant) / lengths.size());
        out.set(
                PKT_ASYMMETRY,
                asymmetry(view.forwardLengths().size(), view.backwardLengths().size()));
        out.set(
                BYTE_ASYMMETRY,
                asymmetry(view.forwardLengths().sum(), view.backwardLengths().sum()));
    }

    private static void packets(FlowView view, FeatureVector out) {
        Series all = view.lengths();
        five(all, PKT_LEN_MIN, PKT_LEN_MAX, PKT_LEN_MEAN, PKT_LEN_STD, PKT_LEN_MEDIAN, out);
        out.set(PKT_LEN_P25, all.percentile(25));
        out.set(PKT_LEN_P75, all.percentile(75));
        out.set(PKT_LEN_P90, all.percentile(90));
        out.set(PKT_LEN_VARIANCE, all.variance());
        five(
                view.forwardLengths(),
                PKT_LEN_FWD_MIN,
                PKT_LEN_FWD_MAX,
                PKT_LEN_FWD_MEAN,
                PKT_LEN_FWD_STD,
                PKT_LEN_FWD_MEDIAN,
                out);
        five(
                view.backwardLengths(),
                PKT_LEN_BWD_MIN,
                PKT_LEN_BWD_MAX,
                PKT_LEN_BWD_MEAN,
                PKT_LEN_BWD_STD,
                PKT_LEN_BWD_MEDIAN,
                out);
    }

    private static void five(
            Series lengths,
            NumberFeature min,
            NumberFeature max,
            NumberFeature mean,
            NumberFeature std,
            NumberFeature median,
            FeatureVector out) {
        if (lengths.size() > 0) {
            out.set(min, lengths.min());
            out.set(max, lengths.max());
            out.set(mean, lengths.mean());
            out.set(std, lengths.std());
            out.set(median, lengths.percentile(50));
        }
    }

    private static void payloads(FlowView view, FeatureVector out) {
        Series all = view.payloads();
        Series forward = view.forwardPayloads();
        Series backward = view.backwardPayloads();
        out.set(PAYLOAD_LEN_MIN, all.min());
        out.set(PAYLOAD_LEN_MAX, all.max());
        out.set(PAYLOAD_LEN_MEAN, all.mean());
        out.set(PAYLOAD_LEN_STD, all.std());
        out.set(PAYLOAD_LEN_FWD_MEAN, forward.mean());
        out.set(PAYLOAD_LEN_FWD_STD, forward.std());
        out.set(PAYLOAD_LEN_BWD_MEAN, backward.mean());
        out.set(PAYLOAD_LEN_BWD_STD, backward.std());
        int with = all.countPositive();
        out.set(PACKETS_WITH_PAYLOAD, with);
        out.set(PACKETS_WITH_PAYLOAD_FWD, forward.countPositive());
        out.set(PACKETS_WITH_PAYLOAD_BWD, backward.countPositive());
        out.set(HEADER_ONLY_RATIO, (double) (all.size() - with) / all.size());
        out.set(L7_BYTES_FWD, forward.sum());
        out.set(L7_BYTES_BWD, backward.sum());
        out.set(L7_BYTES_TOTAL, all.sum());
        out.set(L7_PKT_MIN_FWD, forward.minPositive());
        out.set(L7_PKT_MAX_FWD, (long) forward.max());
        out.set(L7_PKT_MIN_BWD, backward.minPositive());
        out.set(L7_PKT_MAX_BWD, (long) backward.max());
    }

    private static double asymmetry(long forward, long backward) {
        return (double) (forward - backward) / (forward + backward);
    }
}
