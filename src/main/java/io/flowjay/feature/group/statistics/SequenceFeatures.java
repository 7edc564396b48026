package io.flowjay.feature.group.statistics;

import io.flowjay.feature.FeatureGroup;
import io.flowjay.feature.FeatureList;
import io.flowjay.feature.FeatureSettings;
import io.flowjay.feature.FeatureUnit;
import io.flowjay.feature.FeatureVector;
import io.flowjay.feature.FlowView;
import io.flowjay.feature.IntegersFeature;
import io.flowjay.feature.NumbersFeature;
import io.flowjay.feature.RowsFeature;
import io.flowjay.flow.columns.PacketColumns;
import io.flowjay.settings.Profile;

/**
 * The first packets of a flow as sequences: not part of the reference schema, left out unless asked for. A sequence has as many
 * entries as there are packets (or gaps), up to the limit; it is not padded, since 0 is a legal gap.
 */
public final class SequenceFeatures {
    private static final double NANOS_PER_SECOND = 1e9;

    private SequenceFeatures() {}

    /** Sequences of group {@code timing}. */
    public static final class Timing implements FeatureGroup {
        private static final FeatureList F = new FeatureList(TimingFeatures.NAME, Profile.FLOWJAY);
        private static final NumbersFeature IAT_SEQUENCE = F.formula(
                        "the first max-sequence-length gaps, in order of time")
                .numbers("iat_sequence", "s", "Gaps between the first packets");
        private static final NumbersFeature TIMESTAMP_SEQUENCE = F.formula(
                        "time - start_time of the first max-sequence-length packets, in order of the capture")
                .numbers("timestamp_sequence", "s", "Times of the first packets since the start of the flow");
        private static final RowsFeature SPLT = F.formula("[splt_lengths, splt_times, splt_directions] of each packet")
                .rows(
                        "splt",
                        "mixed",
                        "First packets as [IP length, gap in seconds, direction]: 1 forward, -1 backward");
        private static final IntegersFeature SPLT_LENGTHS = F.formula(
                        "len of the first max-sequence-length packets, in order of the capture")
                .integers("splt_lengths", "bytes", "IP lengths of the first packets");
        private static final NumbersFeature SPLT_TIMES = F.formula(
                        "max(0, time - time of the packet before it in the capture) of the same packets; the first is 0")
                .numbers("splt_times", "s", "Gaps before each of the first packets; the first gap is 0");
        private static final IntegersFeature SPLT_DIRECTIONS = F.formula("1 for fwd, -1 for bwd, of the same packets")
                .integers("splt_directions", "number", "Directions of the first packets: 1 forward, -1 backward");

        /** What the catalogue lists. */
        public static final FeatureUnit UNIT = new FeatureUnit(F.features(), Timing::new);

        private final FeatureSettings settings;

        private Timing(FeatureSettings settings) {
            this.settings = settings;
        }

        @Override
        public void compute(FlowView view, FeatureVector out) {
            int packets = Math.min(view.lengths().size(), settings.maxSequenceLength());
            double[] waits = new double[packets];
            PacketColumns captured = view.flow().packets();
            for (int i = 1; i < packets; i++) {
                // The rows are in the order of the capture, which may step back in time.
                waits[i] = Math.max(0, captured.time(i) - captured.time(i - 1)) / NANOS_PER_SECOND;
            }
            if (settings.includeRawSequences()) {
                raw(view, packets, out);
            }
            if (settings.includeSplt()) {
                long[] lengths = lengths(view, packets);
                long[] directions = directions(view, packets);
                double[][] rows = new double[packets][];
                for (int i = 0; i < packets; i++) {
                    rows[i] = new double[] {lengths[i], waits[i], directions[i]};
                }
                out.set(SPLT, rows);
                out.set(SPLT_LENGTHS, lengths);
                out.set(SPLT_TIMES, waits);
                out.set(SPLT_DIRECTIONS, directions);
            }
        }

        private void raw(FlowView view, int packets, FeatureVector out) {
            double[] gaps = new double[Math.min(view.gaps().size(), settings.maxSequenceLength())];
            for (int i = 0; i < gaps.length; i++) {
                gaps[i] = view.gaps().get(i) / NANOS_PER_SECOND;
            }
            double[] times = new double[packets];
            for (int i = 0; i < packets; i++) {
                times[i] = (view.flow().packets().time(i) - view.flow().startNanos()) / NANOS_PER_SECOND;
            }
            out.set(IAT_SEQUENCE, gaps);
            out.set(TIMESTAMP_SEQUENCE, times);
        }
    }

    /** The sequence of group {@code size}. */
    public static final class Size implements FeatureGroup {
        private static final FeatureList F = new FeatureList(SizeFeatures.NAME, Profile.FLOWJAY);
        private static final IntegersFeature PKT_LEN_SEQUENCE = F.formula(
                        "len of the first max-sequence-length packets, in order of the capture, times -1 for bwd")
                .integers("pkt_len_sequence", "bytes", "IP lengths of the first packets, negative for backward ones");

        /** What the catalogue lists. */
        public static final FeatureUnit UNIT = new FeatureUnit(F.features(), Size::new);

        private final FeatureSettings settings;

        private Size(FeatureSettings settings) {
            this.settings = settings;
        }

        @Override
        public void compute(FlowView view, FeatureVector out) {
            int packets = Math.min(view.lengths().size(), settings.maxSequenceLength());
            long[] signed = lengths(view, packets);
            long[] directions = directions(view, packets);
            for (int i = 0; i < packets; i++) {
                signed[i] *= directions[i];
            }
            out.set(PKT_LEN_SEQUENCE, signed);
        }
    }

    private static long[] lengths(FlowView view, int packets) {
        long[] lengths = new long[packets];
        for (int i = 0; i < packets; i++) {
            lengths[i] = view.lengths().get(i);
        }
        return lengths;
    }

    private static long[] directions(FlowView view, int packets) {
        long[] directions = new long[packets];
        for (int i = 0; i < packets; i++) {
            directions[i] = (view.flow().packets().info(i) & PacketColumns.BACKWARD) == 0 ? 1 : -1;
        }
        return directions;
    }
}
