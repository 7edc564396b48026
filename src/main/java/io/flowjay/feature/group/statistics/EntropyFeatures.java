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
import io.flowjay.feature.series.ByteHistogram;
import io.flowjay.feature.series.EntropyTerms;
import io.flowjay.flow.PayloadSample;
import io.flowjay.settings.Profile;
import java.util.Set;

/** Group {@code entropy}: how the first payload bytes of each direction are distributed. */
public final class EntropyFeatures implements FeatureGroup {
    private static final FeatureList F = new FeatureList("entropy", Profile.JJ_EXTENDED);
    private static final NumberFeature ENTROPY_PAYLOAD = F.formula("H(sample); 0 also without a sample")
            .float64("entropy_payload", "bits", "Shannon entropy of the sampled bytes of both directions, per byte");
    private static final NumberFeature ENTROPY_INITIATOR = F.direction(SRC_TO_DST)
            .formula("H(sample(fwd)); 0 also without a sample")
            .float64("entropy_initiator", "bits", "Shannon entropy of the initiator's sampled bytes, per byte");
    private static final NumberFeature ENTROPY_RESPONDER = F.direction(DST_TO_SRC)
            .formula("H(sample(bwd)); 0 also without a sample")
            .float64("entropy_responder", "bits", "Shannon entropy of the responder's sampled bytes, per byte");
    private static final NumberFeature ENTROPY_RATIO = F.formula("entropy_initiator / entropy_responder")
            .float64(
                    "entropy_ratio",
                    "ratio",
                    "Entropy of the initiator's bytes by that of the responder's; 0 when that is 0");
    private static final NumberFeature BYTE_DISTRIBUTION_UNIFORMITY = F.formula(
                    "1 - (sum(p^2) - 1/256) / (1 - 1/256), p the shares of the 256 byte values in the sample, cut to 0 to 1; 0 also below 256 bytes")
            .float64(
                    "byte_distribution_uniformity",
                    "ratio",
                    "1 when all byte values are equally frequent, 0 when there is but one, or fewer than 256 bytes");
    private static final NumberFeature PRINTABLE_RATIO = F.formula(
                    "count(bytes 32 to 126, 9, 10, 13 of the sample) / payload_bytes_sampled")
            .float64(
                    "printable_ratio",
                    "ratio",
                    "Share of printable ASCII, tab, line feed and carriage return in the sampled bytes");
    private static final NumberFeature NULL_RATIO = F.formula("count(bytes 0 of the sample) / payload_bytes_sampled")
            .float64("null_ratio", "ratio", "Share of zeros in the sampled bytes");
    private static final NumberFeature HIGH_BYTE_RATIO = F.formula(
                    "count(bytes >= 128 of the sample) / payload_bytes_sampled")
            .float64("high_byte_ratio", "ratio", "Share of sampled bytes of 128 and more");
    private static final IntegerFeature PAYLOAD_BYTES_SAMPLED = F.formula("count(bytes of the sample)")
            .int64(
                    "payload_bytes_sampled",
                    "bytes",
                    "First payload bytes of each direction that were sampled, together");
    private static final NumberFeature ENTROPY_PAYLOAD_NORMALIZED = F.profile(Profile.FLOWJAY)
            .formula("min(1, H(sample) / log2(min(256, bytes of the sample))); null below 2 bytes")
            .nullable(
                    "entropy_payload_normalized",
                    "ratio",
                    "entropy_payload by the most that the number of bytes allows, 0 to 1; null for less than 2 bytes");
    private static final NumberFeature ENTROPY_INITIATOR_NORMALIZED = F.direction(SRC_TO_DST)
            .formula("the same of sample(fwd)")
            .nullable("entropy_initiator_normalized", "ratio", "The same of entropy_initiator");
    private static final NumberFeature ENTROPY_RESPONDER_NORMALIZED = F.direction(DST_TO_SRC)
            .formula("the same of sample(bwd)")
            .nullable("entropy_responder_normalized", "ratio", "The same of entropy_responder");
    private static final NumberFeature ENTROPY_PAYLOAD_CORRECTED = F.formula(
                    "min(8, H(sample) + (distinct(sample) - 1) / (2 * ln(2) * bytes of the sample))")
            .nullable(
                    "entropy_payload_corrected",
                    "bits",
                    "entropy_payload with the correction of Miller (1955) for few bytes; null for none");

    /** What the catalogue lists. */
    public static final FeatureUnit UNIT =
            new FeatureUnit(F.features(), EntropyFeatures::new, Set.of(), FeatureSettings::entropySampleBytes);

    private final int limit;
    private final EntropyTerms terms = new EntropyTerms();
    private final ByteHistogram initiator = new ByteHistogram(terms);
    private final ByteHistogram responder = new ByteHistogram(terms);
    private final ByteHistogram all = new ByteHistogram(terms);

    private EntropyFeatures(FeatureSettings settings) {
        limit = settings.entropySampleBytes();
    }

    @Override
    public void compute(FlowView view, FeatureVector out) {
        PayloadSample sample = view.flow().sample();
        if (sample == null) {
            return;
        }
        add(sample, false, initiator);
        add(sample, true, responder);
        all.fill(initiator, responder);
        out.set(ENTROPY_PAYLOAD, all.entropy());
        out.set(ENTROPY_INITIATOR, initiator.entropy());
        out.set(ENTROPY_RESPONDER, responder.entropy());
        out.set(ENTROPY_RATIO, initiator.entropy() / responder.entropy());
        out.set(BYTE_DISTRIBUTION_UNIFORMITY, all.uniformity());
        out.set(PRINTABLE_RATIO, all.printableShare());
        out.set(NULL_RATIO, all.nullShare());
        out.set(HIGH_BYTE_RATIO, all.highShare());
        out.set(PAYLOAD_BYTES_SAMPLED, all.total());
        out.set(ENTROPY_PAYLOAD_NORMALIZED, all.normalizedEntropy());
        out.set(ENTROPY_INITIATOR_NORMALIZED, initiator.normalizedEntropy());
        out.set(ENTROPY_RESPONDER_NORMALIZED, responder.normalizedEntropy());
        out.set(ENTROPY_PAYLOAD_CORRECTED, all.correctedEntropy());
    }

    private void add(PayloadSample sample, boolean ofResponder, ByteHistogram side) {
        // Another group may need more bytes than this one.
        int size = Math.min(limit, sample.size(ofResponder));
        side.clear();
        side.add(sample.bytes(ofResponder), size);
    }
}
