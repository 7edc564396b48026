package io.flowjay.feature;

import java.time.Duration;

/**
 * Parameters of features.
 *
 * @param burstThreshold a gap of this length or more separates two bursts
 * @param includeRawSequences whether records hold the sequences of gaps, times and lengths
 * @param includeSplt whether records hold the sequence of packet lengths and times (SPLT)
 * @param maxSequenceLength packets in a sequence
 * @param exactBetweennessHosts hosts in a capture up to which betweenness is exact; above, it is estimated
 */
public record FeatureSettings(
        Duration burstThreshold,
        boolean includeRawSequences,
        boolean includeSplt,
        int maxSequenceLength,
        int exactBetweennessHosts) {
    private static final int DEFAULT_EXACT_HOSTS = 2000;

    /** Burst threshold 50 ms, no sequences, 50 packets in a sequence, betweenness exact up to 2,000 hosts. */
    public static final FeatureSettings DEFAULT = new FeatureSettings(Duration.ofMillis(50), false, false, 50);

    /** Settings with betweenness exact up to 2,000 hosts. */
    public FeatureSettings(
            Duration burstThreshold, boolean includeRawSequences, boolean includeSplt, int maxSequenceLength) {
        this(burstThreshold, includeRawSequences, includeSplt, maxSequenceLength, DEFAULT_EXACT_HOSTS);
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
        if (exactBetweennessHosts < 0) {
            throw new IllegalArgumentException(
                    "exactBetweennessHosts must be 0 or more, but is " + exactBetweennessHosts);
        }
    }
}
