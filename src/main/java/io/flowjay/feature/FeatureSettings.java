package io.flowjay.feature;

import io.flowjay.feature.heuristic.Heuristics;
import io.flowjay.graph.HostGraphSettings;
import java.time.Duration;

/**
 * Parameters of features.
 *
 * @param burstThreshold a gap of this length or more separates two bursts
 * @param includeRawSequences whether records hold the sequences of gaps, times and lengths
 * @param includeSplt whether records hold the sequence of packet lengths and times (SPLT)
 * @param maxSequenceLength packets in a sequence
 * @param hostGraph bounds of the graph of a capture's hosts
 * @param entropySampleBytes payload bytes of each direction that entropy is computed of; with 0 it is not
 * @param heuristics the rules of heuristics
 */
public record FeatureSettings(
        Duration burstThreshold,
        boolean includeRawSequences,
        boolean includeSplt,
        int maxSequenceLength,
        HostGraphSettings hostGraph,
        int entropySampleBytes,
        Heuristics heuristics) {
    private static final int DEFAULT_SAMPLE_BYTES = 256;
    private static final int MOST_SAMPLE_BYTES = 1 << 20;

    /**
     * Burst threshold 50 ms, no sequences, 50 packets in a sequence, the host graph's own bounds, entropy of 256 bytes,
     * FlowJay's own rules.
     */
    public static final FeatureSettings DEFAULT = new FeatureSettings(Duration.ofMillis(50), false, false, 50);

    /** Settings of which the others are those of {@link #DEFAULT}. */
    public FeatureSettings(
            Duration burstThreshold, boolean includeRawSequences, boolean includeSplt, int maxSequenceLength) {
        this(
                burstThreshold,
                includeRawSequences,
                includeSplt,
                maxSequenceLength,
                HostGraphSettings.DEFAULT,
                DEFAULT_SAMPLE_BYTES,
                Heuristics.DEFAULT);
    }

    /** These settings with other bounds of the host graph. */
    public FeatureSettings withHostGraph(HostGraphSettings other) {
        return with(other, entropySampleBytes, heuristics);
    }

    /** These settings with entropy of another number of bytes. */
    public FeatureSettings withEntropySampleBytes(int other) {
        return with(hostGraph, other, heuristics);
    }

    /** These settings with other rules. */
    public FeatureSettings withHeuristics(Heuristics other) {
        return with(hostGraph, entropySampleBytes, other);
    }

    private FeatureSettings with(HostGraphSettings hosts, int sampleBytes, Heuristics rules) {
        return new FeatureSettings(
                burstThreshold, includeRawSequences, includeSplt, maxSequenceLength, hosts, sampleBytes, rules);
    }

    /**
     * @throws IllegalArgumentException naming the setting and its value
     */
    public FeatureSettings {
        if (burstThreshold.isNegative() || burstThreshold.isZero()) {
            throw new IllegalArgumentException("burstThreshold must be more than 0, but is " + burstThreshold);
        }
        if (maxSequenceLength < 1) {
            throw new IllegalArgumentException("maxSequenceLength must be 1 or more, but is " + maxSequenceLength);
        }
        if (entropySampleBytes < 0 || entropySampleBytes > MOST_SAMPLE_BYTES) {
            throw new IllegalArgumentException(
                    "entropySampleBytes must be 0 to " + MOST_SAMPLE_BYTES + ", but is " + entropySampleBytes);
        }
    }
}
