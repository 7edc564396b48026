package io.flowjay.feature;

import io.flowjay.feature.heuristic.Heuristics;
import io.flowjay.graph.HostGraphSettings;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.time.Duration;

/**
 * Parameters of features.
 *
 * @param burstThreshold a gap of this length or more separates two bursts
 * @param includeRawSequences whether records hold the sequences of gaps, times and lengths
 * @param includeSplt whether records hold the sequence of packet lengths and times (SPLT)
 * @param maxSequenceLength packets in a sequence
 * @param hostGraph bounds of the graph of a capture's hosts
 * @param entropySampleBytes payload bytes of each direction to compute entropy from; 0: no entropy
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

    /**
     * What some settings say of features.
     *
     * @throws io.flowjay.settings.SettingException for a file of rules that cannot be used
     */
    public static FeatureSettings of(Settings settings) {
        return new FeatureSettings(
                settings.get(SettingCatalog.BURST_THRESHOLD),
                settings.get(SettingCatalog.INCLUDE_RAW_SEQUENCES),
                settings.get(SettingCatalog.INCLUDE_SPLT),
                settings.get(SettingCatalog.MAX_SEQUENCE_LENGTH),
                HostGraphSettings.of(settings),
                settings.get(SettingCatalog.ENTROPY_SAMPLE_SIZE).intValue(),
                Heuristics.of(settings));
    }
}
