package io.flowjay.feature.group.statistics;

import static io.flowjay.feature.Direction.DST_TO_SRC;
import static io.flowjay.feature.Direction.SRC_TO_DST;

import io.flowjay.feature.FeatureGroup;
import io.flowjay.feature.FeatureList;
import io.flowjay.feature.FeatureSettings;
import io.flowjay.feature.FeatureUnit;
import io.flowjay.feature.FeatureVector;
import io.flowjay.feature.FlowView;
import io.flowjay.feature.IntegerFeature;
import io.flowjay.feature.NumberFeature;
import io.flowjay.feature.series.Bursts;
import io.flowjay.feature.series.Series;
import io.flowjay.settings.Profile;

/** Group {@code timing}: gaps between packets, bursts, the first response. */
public final class TimingFeatures implements FeatureGroup {
    static final String NAME = "timing";
    private static final double NANOS_PER_SECOND = 1e9;

    private static final FeatureList F = new FeatureList(NAME, Profile.JJ_CORE);
    private static final NumberFeature IAT_MIN =
            F.formula("min(gap)").nullable("iat_min", "s", "Shortest gap between packets");
    private static final NumberFeature IAT_MAX =
            F.formula("max(gap)").nullable("iat_max", "s", "Longest gap between packets");
    private static final NumberFeature IAT_MEAN =
            F.formula("mean(gap)").nullable("iat_mean", "s", "Mean gap between packets");
    private static final NumberFeature IAT_STD =
            F.formula("std(gap)").nullable("iat_std", "s", "Population standard deviation of the gaps between packets");
    private static final NumberFeature IAT_MEDIAN =
            F.formula("median(gap)").nullable("iat_median", "s", "Median gap between packets");
    private static final NumberFeature IAT_SUM =
            F.formula("sum(gap); null without gaps").nullable("iat_sum", "s", "Sum of the gaps between packets");
    private static final NumberFeature IAT_P25 =
            F.formula("p25(gap)").nullable("iat_p25", "s", "25th percentile of the gaps between packets");
    private static final NumberFeature IAT_P75 =
            F.formula("p75(gap)").nullable("iat_p75", "s", "75th percentile of the gaps between packets");
    private static final NumberFeature IAT_P90 =
            F.formula("p90(gap)").nullable("iat_p90", "s", "90th percentile of the gaps between packets");
    private static final NumberFeature IAT_P99 =
            F.formula("p99(gap)").nullable("iat_p99", "s", "99th percentile of the gaps between packets");
    private static final NumberFeature IAT_FWD_MIN = F.direction(SRC_TO_DST)
            .formula("min(gap(fwd))")
            .nullable("iat_fwd_min", "s", "Shortest gap between packets from the initiator");
    private static final NumberFeature IAT_FWD_MAX = F.direction(SRC_TO_DST)
            .formula("max(gap(fwd))")
            .nullable("iat_fwd_max", "s", "Longest gap between packets from the initiator");
    private static final NumberFeature IAT_FWD_MEAN = F.direction(SRC_TO_DST)
            .formula("mean(gap(fwd))")
            .nullable("iat_fwd_mean", "s", "Mean gap between packets from the initiator");
    private static final NumberFeature IAT_FWD_STD = F.direction(SRC_TO_DST)
            .formula("std(gap(fwd))")
            .nullable(
                    "iat_fwd_std", "s", "Population standard deviation of the gaps between packets from the initiator");
    private static final NumberFeature IAT_FWD_MEDIAN = F.direction(SRC_TO_DST)
            .formula("median(gap(fwd))")
            .nullable("iat_fwd_median", "s", "Median gap between packets from the initiator");
    private static final NumberFeature IAT_BWD_MIN = F.direction(DST_TO_SRC)
            .formula("min(gap(bwd))")
            .nullable("iat_bwd_min", "s", "Shortest gap between packets from the responder");
    private static final NumberFeature IAT_BWD_MAX = F.direction(DST_TO_SRC)
            .formula("max(gap(bwd))")
            .nullable("iat_bwd_max", "s", "Longest gap between packets from the responder");
    private static final NumberFeature IAT_BWD_MEAN = F.direction(DST_TO_SRC)
            .formula("mean(gap(bwd))")
            .nullable("iat_bwd_mean", "s", "Mean gap between packets from the responder");
    private static final NumberFeature IAT_BWD_STD = F.direction(DST_TO_SRC)
            .formula("std(gap(bwd))")
            .nullable(
                    "iat_bwd_std", "s", "Population standard deviation of the gaps between packets from the responder");
    private static final NumberFeature IAT_BWD_MEDIAN = F.direction(DST_TO_SRC)
            .formula("median(gap(bwd))")
            .nullable("iat_bwd_median", "s", "Median gap between packets from the responder");
    private static final NumberFeature BURSTINESS_INDEX = F.formula("std(gap) / mean(gap)")
            .nullable("burstiness_index", "ratio", "Standard deviation of the gaps by their mean; null when that is 0");
    private static final NumberFeature BURSTINESS_INDEX_FWD = F.direction(SRC_TO_DST)
            .formula("std(gap(fwd)) / mean(gap(fwd))")
            .nullable("burstiness_index_fwd", "ratio", "The same for packets from the initiator");
    private static final NumberFeature BURSTINESS_INDEX_BWD = F.direction(DST_TO_SRC)
            .formula("std(gap(bwd)) / mean(gap(bwd))")
            .nullable("burstiness_index_bwd", "ratio", "The same for packets from the responder");
    private static final IntegerFeature BURST_COUNT = F.formula("idle_count + 1")
            .int64("burst_count", "count", "Runs of packets with gaps below the burst threshold");
    private static final NumberFeature AVG_BURST_PACKETS =
            F.formula("total_packets / burst_count").float64("avg_burst_packets", "count", "Mean packets in a burst");
    private static final NumberFeature AVG_BURST_DURATION = F.formula(
                    "(sum(gap) - sum(gap >= burst-threshold)) / burst_count; a burst of one packet lasts 0 s")
            .float64("avg_burst_duration", "s", "Mean time from the first to the last packet of a burst");
    private static final IntegerFeature MAX_BURST_PACKETS =
            F.formula("max(packets of a burst)").int64("max_burst_packets", "count", "Packets in the largest burst");
    private static final IntegerFeature IDLE_COUNT = F.formula("count(gap >= burst-threshold), by default 50 ms")
            .int64("idle_count", "count", "Gaps that reach the burst threshold");
    private static final NumberFeature AVG_IDLE_DURATION = F.formula(
                    "mean(gap >= burst-threshold); 0 without such a gap")
            .float64("avg_idle_duration", "s", "Mean of these gaps; 0 when there are none");
    private static final NumberFeature MAX_IDLE_DURATION = F.formula(
                    "max(gap >= burst-threshold); 0 without such a gap")
            .float64("max_idle_duration", "s", "Longest of these gaps; 0 when there are none");
    private static final NumberFeature FIRST_RESPONSE_TIME = F.direction(DST_TO_SRC)
            .formula("min(time(bwd)) - start_time; 0 also without bwd")
            .float64(
                    "first_response_time",
                    "s",
                    "Time from the flow's start to the first packet of the responder; 0 when there is none");

    /** What the catalogue lists. */
    public static final FeatureUnit UNIT = new FeatureUnit(F.features(), TimingFeatures::new);

    private final Bursts bursts;

    private TimingFeatures(FeatureSettings settings) {
        bursts = new Bursts(settings.burstThreshold());
    }

    @Override
    public void compute(FlowView view, FeatureVector out) {
        Series gaps = view.gaps();
        five(gaps, IAT_MIN, IAT_MAX, IAT_MEAN, IAT_STD, IAT_MEDIAN, out);
        five(view.forwardGaps(), IAT_FWD_MIN, IAT_FWD_MAX, IAT_FWD_MEAN, IAT_FWD_STD, IAT_FWD_MEDIAN, out);
        five(view.backwardGaps(), IAT_BWD_MIN, IAT_BWD_MAX, IAT_BWD_MEAN, IAT_BWD_STD, IAT_BWD_MEDIAN, out);
        if (gaps.size() > 0) {
            out.set(IAT_SUM, seconds((double) gaps.sum()));
            out.set(IAT_P25, seconds(gaps.percentile(25)));
            out.set(IAT_P75, seconds(gaps.percentile(75)));
            out.set(IAT_P90, seconds(gaps.percentile(90)));
            out.set(IAT_P99, seconds(gaps.percentile(99)));
        }
        out.set(BURSTINESS_INDEX, gaps.std() / gaps.mean());
        out.set(
                BURSTINESS_INDEX_FWD,
                view.forwardGaps().std() / view.forwardGaps().mean());
        out.set(
                BURSTINESS_INDEX_BWD,
                view.backwardGaps().std() / view.backwardGaps().mean());
        bursts(gaps, out);
        long response = view.firstBackwardNanos();
        if (response != FlowView.NEVER) {
            out.set(FIRST_RESPONSE_TIME, seconds((double)
                    (response - view.flow().startNanos())));
        }
    }

    private static void five(
            Series gaps,
            NumberFeature min,
            NumberFeature max,
            NumberFeature mean,
            NumberFeature std,
            NumberFeature median,
            FeatureVector out) {
        if (gaps.size() > 0) {
            out.set(min, seconds(gaps.min()));
            out.set(max, seconds(gaps.max()));
            out.set(mean, seconds(gaps.mean()));
            out.set(std, seconds(gaps.std()));
            out.set(median, seconds(gaps.percentile(50)));
        }
    }

    private void bursts(Series gaps, FeatureVector out) {
        bursts.cut(gaps);
        int maxPackets = 0;
        long idleNanos = 0;
        long maxIdleNanos = 0;
        while (bursts.next()) {
            maxPackets = Math.max(maxPackets, bursts.end() - bursts.start());
            idleNanos += bursts.gapBefore();
            maxIdleNanos = Math.max(maxIdleNanos, bursts.gapBefore());
        }
        int idles = bursts.count() - 1;
        out.set(BURST_COUNT, bursts.count());
        out.set(AVG_BURST_PACKETS, (gaps.size() + 1.0) / bursts.count());
        out.set(AVG_BURST_DURATION, seconds((double) (gaps.sum() - idleNanos) / bursts.count()));
        out.set(MAX_BURST_PACKETS, maxPackets);
        out.set(IDLE_COUNT, idles);
        out.set(AVG_IDLE_DURATION, seconds((double) idleNanos / idles));
        out.set(MAX_IDLE_DURATION, seconds((double) maxIdleNanos));
    }

    private static double seconds(double nanos) {
        return nanos / NANOS_PER_SECOND;
    }
}
