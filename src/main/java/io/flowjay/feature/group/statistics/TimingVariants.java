package io.flowjay.feature.group.statistics;

import static io.flowjay.feature.Direction.DST_TO_SRC;
import static io.flowjay.feature.Direction.SRC_TO_DST;

import io.flowjay.feature.Direction;
import io.flowjay.feature.FeatureGroup;
import io.flowjay.feature.FeatureList;
import io.flowjay.feature.FeatureUnit;
import io.flowjay.feature.FeatureVector;
import io.flowjay.feature.FlowView;
import io.flowjay.feature.NumberFeature;
import io.flowjay.feature.series.Series;
import io.flowjay.settings.Profile;

/**
 * Gaps between packets of group {@code timing} that other tools have and the reference schema has not: standard deviations of the
 * sample, which divide by one less than the number of values, and for each direction what the schema has of both together.
 */
public final class TimingVariants implements FeatureGroup {
    private static final double NANOS_PER_SECOND = 1e9;

    private static final FeatureList F = new FeatureList(TimingFeatures.NAME, Profile.FLOWJAY);
    private static final NumberFeature IAT_SAMPLE_STD = F.formula("sstd(gap)")
            .nullable("iat_sample_std", "s", "Sample standard deviation of the gaps; null below two gaps");
    private static final Side FORWARD = new Side(SRC_TO_DST, "fwd", "from the initiator");
    private static final Side BACKWARD = new Side(DST_TO_SRC, "bwd", "from the responder");

    /** What the catalogue lists. */
    public static final FeatureUnit UNIT = new FeatureUnit(F.features(), settings -> new TimingVariants());

    /** Handles of one direction's features. */
    private record Side(
            NumberFeature sampleStd,
            NumberFeature sum,
            NumberFeature p25,
            NumberFeature p75,
            NumberFeature p90,
            NumberFeature p99) {
        Side(Direction direction, String side, String whose) {
            this(
                    F.direction(direction)
                            .formula("sstd(gap(" + side + "))")
                            .nullable(
                                    "iat_" + side + "_sample_std",
                                    "s",
                                    "Sample standard deviation of the gaps between packets " + whose
                                            + "; null below two gaps"),
                    F.direction(direction)
                            .formula("sum(gap(" + side + ")); null without gaps")
                            .nullable("iat_" + side + "_sum", "s", "Sum of the gaps between packets " + whose),
                    percentile(direction, side, whose, 25),
                    percentile(direction, side, whose, 75),
                    percentile(direction, side, whose, 90),
                    percentile(direction, side, whose, 99));
        }

        private static NumberFeature percentile(Direction direction, String side, String whose, int percent) {
            return F.direction(direction)
                    .formula("p" + percent + "(gap(" + side + "))")
                    .nullable(
                            "iat_" + side + "_p" + percent,
                            "s",
                            percent + "th percentile of the gaps between packets " + whose);
        }

        void compute(Series gaps, FeatureVector out) {
            out.set(sampleStd, seconds(gaps.sampleStd()));
            out.set(sum, gaps.size() == 0 ? Double.NaN : seconds((double) gaps.sum()));
            out.set(p25, seconds(gaps.percentile(25)));
            out.set(p75, seconds(gaps.percentile(75)));
            out.set(p90, seconds(gaps.percentile(90)));
            out.set(p99, seconds(gaps.percentile(99)));
        }
    }

    @Override
    public void compute(FlowView view, FeatureVector out) {
        out.set(IAT_SAMPLE_STD, seconds(view.gaps().sampleStd()));
        FORWARD.compute(view.forwardGaps(), out);
        BACKWARD.compute(view.backwardGaps(), out);
    }

    private static double seconds(double nanos) {
        return nanos / NANOS_PER_SECOND;
    }
}
