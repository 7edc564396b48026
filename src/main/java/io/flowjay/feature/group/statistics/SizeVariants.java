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
 * Lengths of packets and payloads of group {@code size} that other tools have and the reference schema has not: standard deviations and variances of the
 * sample, which divide by one less than the number of values, and for each direction what the schema has of both together.
 */
public final class SizeVariants implements FeatureGroup {
    private static final FeatureList F = new FeatureList(SizeFeatures.NAME, Profile.FLOWJAY);
    private static final NumberFeature PKT_LEN_SAMPLE_STD = F.formula("sstd(len)")
            .nullable("pkt_len_sample_std", "bytes", "Sample standard deviation of the IP lengths; null of one packet");
    private static final NumberFeature PKT_LEN_SAMPLE_VARIANCE = F.formula("svar(len)")
            .nullable(
                    "pkt_len_sample_variance",
                    "bytes^2",
                    "Sample variance of the IP lengths, in square bytes; null of one packet");
    private static final NumberFeature PAYLOAD_LEN_SAMPLE_STD = F.formula("sstd(payload)")
            .nullable(
                    "payload_len_sample_std", "bytes", "Sample standard deviation of the payloads; null of one packet");
    private static final Side FORWARD = new Side(SRC_TO_DST, "fwd", "from the initiator");
    private static final Side BACKWARD = new Side(DST_TO_SRC, "bwd", "from the responder");

    /** What the catalogue lists. */
    public static final FeatureUnit UNIT = new FeatureUnit(F.features(), settings -> new SizeVariants());

    /** Handles of one direction's features. */
    private record Side(
            NumberFeature sampleStd,
            NumberFeature p25,
            NumberFeature p75,
            NumberFeature p90,
            NumberFeature payloadSampleStd) {
        Side(Direction direction, String side, String whose) {
            this(
                    F.direction(direction)
                            .formula("sstd(len(" + side + "))")
                            .nullable(
                                    "pkt_len_" + side + "_sample_std",
                                    "bytes",
                                    "Sample standard deviation of the IP lengths " + whose
                                            + "; null below two packets"),
                    percentile(direction, side, whose, 25),
                    percentile(direction, side, whose, 75),
                    percentile(direction, side, whose, 90),
                    F.direction(direction)
                            .formula("sstd(payload(" + side + "))")
                            .nullable(
                                    "payload_len_" + side + "_sample_std",
                                    "bytes",
                                    "Sample standard deviation of the payloads " + whose + "; null below two packets"));
        }

        private static NumberFeature percentile(Direction direction, String side, String whose, int percent) {
            return F.direction(direction)
                    .formula("p" + percent + "(len(" + side + "))")
                    .nullable(
                            "pkt_len_" + side + "_p" + percent,
                            "bytes",
                            percent + "th percentile of the IP lengths " + whose);
        }

        void compute(Series lengths, Series payloads, FeatureVector out) {
            out.set(sampleStd, lengths.sampleStd());
            out.set(p25, lengths.percentile(25));
            out.set(p75, lengths.percentile(75));
            out.set(p90, lengths.percentile(90));
            out.set(payloadSampleStd, payloads.sampleStd());
        }
    }

    @Override
    public void compute(FlowView view, FeatureVector out) {
        out.set(PKT_LEN_SAMPLE_STD, view.lengths().sampleStd());
        out.set(PKT_LEN_SAMPLE_VARIANCE, view.lengths().sampleVariance());
        out.set(PAYLOAD_LEN_SAMPLE_STD, view.payloads().sampleStd());
        FORWARD.compute(view.forwardLengths(), view.forwardPayloads(), out);
        BACKWARD.compute(view.backwardLengths(), view.backwardPayloads(), out);
    }
}
