package io.flowjay.cli;

import io.flowjay.record.ExtractionSettings;
import picocli.CommandLine.Mixin;

/** The options that fill the settings of an extraction. */
final class ExtractionOptions {
    final ExtractionSettings settings = new ExtractionSettings();

    @Mixin
    @SuppressWarnings("UnusedVariable") // its setters fill the settings
    private final FeatureOptions features = new FeatureOptions(settings);

    @Mixin
    @SuppressWarnings("UnusedVariable") // its setters fill the settings
    private final HeuristicOptions heuristics = new HeuristicOptions(settings);

    @Mixin
    @SuppressWarnings("UnusedVariable") // its setters fill the settings
    private final FlowOptions flows = new FlowOptions(settings);

    @Mixin
    @SuppressWarnings("UnusedVariable") // its setters fill the settings
    private final DecodeOptions decoding = new DecodeOptions(settings);
}
