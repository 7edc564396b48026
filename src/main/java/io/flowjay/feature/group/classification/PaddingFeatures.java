package io.flowjay.feature.group.classification;

import io.flowjay.feature.FeatureGroup;
import io.flowjay.feature.FeatureList;
import io.flowjay.feature.FeatureSettings;
import io.flowjay.feature.FeatureUnit;
import io.flowjay.feature.FeatureVector;
import io.flowjay.feature.FlagFeature;
import io.flowjay.feature.FlowView;
import io.flowjay.feature.IntegerFeature;
import io.flowjay.feature.NumberFeature;
import io.flowjay.feature.heuristic.PaddingRules;
import io.flowjay.feature.heuristic.TorRules;
import io.flowjay.feature.heuristic.TorSizes;
import io.flowjay.feature.series.Bursts;
import io.flowjay.feature.series.Series;
import io.flowjay.protocol.Protocol;
import io.flowjay.settings.Profile;
import java.util.Set;

/** Group {@code padding}: whether the packets are of one size or sent at one rate, and how much of them is headers. */
public final class PaddingFeatures implements FeatureGroup {
    private static final double SQUARE_NANOS_PER_SQUARE_SECOND = 1e18;
    private static final double POINTS = 100;

    private static final FeatureList F = new FeatureList("padding", Profile.JJ_EXPERIMENTAL);
    private static final NumberFeature PKT_SIZE_VARIANCE =
            F.twin("pkt_len_variance").float64("pkt_size_variance", "bytes^2", "Population variance of the IP lengths");
    private static final NumberFeature PKT_SIZE_CV = F.formula("std(len) / mean(len)")
            .float64("pkt_size_cv", "ratio", "Coefficient of variation (population) of the IP lengths");
    private static final FlagFeature IS_CONSTANT_SIZE = F.formula(
                    "share(len = mode(len)) >= fromShare of padding.json, with minPackets payloads or more")
            .bool(
                    "is_constant_size",
                    "Whether nearly all packets are of one size, by heuristics, of 10 payloads or more");
    private static final IntegerFeature DOMINANT_SIZE_MODE = F.twin("dominant_pkt_size")
            .int64("dominant_size_mode", "bytes", "IP length that occurs most; of several, the one seen first");
    private static final NumberFeature DOMINANT_SIZE_RATIO =
            F.twin("dominant_pkt_ratio").float64("dominant_size_ratio", "ratio", "Share of packets with that length");
    private static final IntegerFeature UNIQUE_SIZE_COUNT =
            F.formula("distinct(len)").int64("unique_size_count", "count", "Different IP lengths");
    private static final NumberFeature SIZE_ENTROPY = F.formula("H(len) / log2(distinct(len)); 0 also of one length")
            .float64(
                    "size_entropy",
                    "ratio",
                    "Shannon entropy of the IP lengths by the most that so many different ones can have, 0 to 1");
    private static final NumberFeature IAT_VARIANCE = F.formula("var(gap); 0 also without gaps")
            .float64("iat_variance", "s^2", "Population variance of the gaps between packets; 0 without gaps");
    private static final NumberFeature IAT_CV = F.formula(
                    "std(gap) / mean(gap), as burstiness_index; 0 where that is null")
            .float64(
                    "iat_cv",
                    "ratio",
                    "Coefficient of variation (population) of the gaps; 0 without gaps, or when all are 0");
    private static final FlagFeature IS_CONSTANT_RATE = F.formula(
                    "std(gap) / mean(gap) <= upToVariation of padding.json, with minPackets payloads or more")
            .bool("is_constant_rate", "Whether the gaps are nearly equal, by heuristics, of 10 payloads or more");
    private static final IntegerFeature TOR_CELL_COUNT = F.formula(
                    "count(payload > 0 and a multiple of cell + overhead of a cell size in tor.json), TCP only")
            .int64(
                    "tor_cell_count",
                    "count",
                    "TCP packets whose payload has the length of TLS records with a Tor cell");
    private static final NumberFeature TOR_CELL_RATIO = F.formula("tor_cell_count / total_packets")
            .float64("tor_cell_ratio", "ratio", "Share of all packets with such a payload");
    private static final FlagFeature IS_TOR_LIKE = F.formula(
                    "tor_cell_payload_ratio > aboveShare of tor.json, and std / mean of the payloads > 0 is < its belowVariation, with minPackets payloads or more; false where a detected protocol cannot be Tor's")
            .bool(
                    "is_tor_like",
                    "Whether most payloads are such, and nearly of one length, by heuristics, of 10 payloads or more; false where a"
                            + " detected protocol cannot be Tor's");
    private static final NumberFeature BURST_PADDING_RATIO = F.formula("burst_overhead_bytes / total_bytes")
            .float64(
                    "burst_padding_ratio",
                    "ratio",
                    "Share of headers in the IP bytes: all that is not transport payload");
    private static final IntegerFeature BURST_OVERHEAD_BYTES = F.formula("total_bytes - payload_bytes_total")
            .int64("burst_overhead_bytes", "bytes", "IP bytes of headers: all that are not transport payload");
    private static final NumberFeature AVG_BURST_PAYLOAD_EFFICIENCY = F.formula(
                    "mean over the bursts of sum(payload) / sum(len)")
            .float64(
                    "avg_burst_payload_efficiency",
                    "ratio",
                    "Mean over all bursts of the share of payload in the burst's IP bytes");
    private static final NumberFeature PADDING_SCORE = F.formula("min(1, points by padding.json / 100)")
            .float64(
                    "padding_score",
                    "ratio",
                    "How much the packets look padded or sent at one rate, by heuristics, 0 to 1");
    private static final NumberFeature TOR_CELL_PAYLOAD_RATIO = F.profile(Profile.FLOWJAY)
            .formula("tor_cell_count / packets_with_payload, TCP only")
            .nullable(
                    "tor_cell_payload_ratio",
                    "ratio",
                    "tor_cell_count by the TCP packets with payload; null without such");

    /** What the catalogue lists. */
    public static final FeatureUnit UNIT = new FeatureUnit(
            F.features(),
            PaddingFeatures::new,
            Set.of(Protocol.TLS, Protocol.SSH, Protocol.DNS, Protocol.HTTP2, Protocol.HTTP1));

    private final TorRules tor;
    private final PaddingRules rules;
    private final Bursts bursts;

    private PaddingFeatures(FeatureSettings settings) {
        tor = settings.heuristics().tor();
        rules = settings.heuristics().padding();
        bursts = new Bursts(settings.burstThreshold());
    }

    @Override
    public void compute(FlowView view, FeatureVector out) {
        Series lengths = view.lengths();
        long dominant = lengths.mode();
        double dominantShare = (double) lengths.count(dominant) / lengths.size();
        out.set(PKT_SIZE_VARIANCE, lengths.variance());
        out.set(PKT_SIZE_CV, lengths.std() / lengths.mean());
        out.set(DOMINANT_SIZE_MODE, dominant);
        out.set(DOMINANT_SIZE_RATIO, dominantShare);
        out.set(UNIQUE_SIZE_COUNT, lengths.distinct());
        out.set(SIZE_ENTROPY, lengths.normalizedEntropy());
        Series gaps = view.gaps();
        double gapVariation = gaps.std() / gaps.mean();
        out.set(IAT_VARIANCE, gaps.variance() / SQUARE_NANOS_PER_SQUARE_SECOND);
        out.set(IAT_CV, gapVariation);
        TorSizes sizes = tor.sizes(view.flow());
        boolean isTorLike = tor.isLike(view.flow(), sizes);
        out.set(TOR_CELL_COUNT, sizes.cells());
        out.set(TOR_CELL_RATIO, (double) sizes.cells() / lengths.size());
        out.set(TOR_CELL_PAYLOAD_RATIO, sizes.cellShare());
        out.set(IS_TOR_LIKE, isTorLike);
        PaddingRules.Verdict verdict =
                rules.judge(view.payloads().countPositive(), dominantShare, gapVariation, isTorLike);
        out.set(IS_CONSTANT_SIZE, verdict.isConstantSize());
        out.set(IS_CONSTANT_RATE, verdict.isConstantRate());
        out.set(PADDING_SCORE, verdict.points() / POINTS);
        overhead(lengths, view.payloads(), out);
        bursts.cut(gaps);
        out.set(AVG_BURST_PAYLOAD_EFFICIENCY, efficiency(lengths, view.payloads()));
    }

    private static void overhead(Series lengths, Series payloads, FeatureVector out) {
        long overhead = lengths.sum() - payloads.sum();
        out.set(BURST_PADDING_RATIO, (double) overhead / lengths.sum());
        out.set(BURST_OVERHEAD_BYTES, overhead);
    }

    private double efficiency(Series lengths, Series payloads) {
        double sum = 0;
        int counted = 0;
        while (bursts.next()) {
            long length = 0;
            long payload = 0;
            for (int i = bursts.start(); i < bursts.end(); i++) {
                length += lengths.get(i);
                payload += payloads.get(i);
            }
            if (length > 0) {
                sum += (double) payload / length;
                counted++;
            }
        }
        return sum / counted;
    }
}
