package io.flowjay.cli;

import io.flowjay.feature.Feature;
import io.flowjay.feature.catalog.FeatureCatalog;
import io.flowjay.record.ExtractionSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Options that say what a record holds. */
final class FeatureOptions {
    private static final String ALL = "all";

    private final ExtractionSettings settings;

    FeatureOptions(ExtractionSettings settings) {
        this.settings = settings;
    }

    @Option(
            names = "--features",
            paramLabel = "NAME",
            split = ",",
            converter = Name.class,
            order = 10,
            description =
                    "Feature groups and single features (iat_mean or timing.iat_mean); see 'flowjay catalog'. Default: all.")
    void features(List<String> names) {
        List<String> groups = new ArrayList<>();
        List<String> features = new ArrayList<>();
        names.forEach(name -> (isGroup(name) ? groups : features).add(name));
        boolean all = groups.contains(ALL) || groups.isEmpty();
        if (!features.isEmpty() && !groups.isEmpty() && !all) {
            // Groups beside single features stand for all of theirs.
            FeatureCatalog.features().stream()
                    .filter(feature -> groups.contains(feature.group()))
                    .forEach(feature -> features.add(feature.name()));
            FeatureCatalog.features().stream()
                    .filter(feature -> features.contains(feature.name()) || features.contains(feature.id()))
                    .forEach(feature -> groups.add(feature.group()));
        }
        settings.setGroups(
                all ? ALL : String.join(",", groups.stream().distinct().toList()));
        settings.setFeatures(groups.contains(ALL) ? "" : String.join(",", features));
    }

    private static boolean isGroup(String name) {
        return name.equals(ALL) || FeatureCatalog.groups().contains(name);
    }

    /** Knows names of groups and of features. */
    static final class Name implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            String name = text.trim();
            if (isGroup(name) || FeatureCatalog.find(name).isPresent()) {
                return name;
            }
            throw new TypeConversionException("unknown feature or group \"" + name + "\"; valid groups: " + ALL + ", "
                    + String.join(", ", FeatureCatalog.groups()) + "; valid features: "
                    + FeatureCatalog.features().stream().map(Feature::name).collect(Collectors.joining(", ")));
        }
    }

    @Option(
            names = "--profile",
            paramLabel = "PROFILE",
            order = 11,
            description = "JJ-CORE, JJ-EXTENDED, JJ-EXPERIMENTAL or FLOWJAY (default); each holds the ones before it.")
    void profile(String name) {
        settings.setProfile(name);
    }

    @Option(
            names = "--field-names",
            paramLabel = "NAMING",
            order = 12,
            description = "What features are called in records: name (iat_mean, default), id (timing.iat_mean), "
                    + "or a properties file of lines iat_mean=Flow IAT Mean.")
    void fieldNames(String naming) {
        settings.setFieldNames(naming);
    }

    @Option(
            names = "--include-ip-addresses",
            negatable = true,
            order = 12,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Whether records hold addresses. Default: true.")
    void includeIpAddresses(boolean value) {
        settings.setIncludeIpAddresses(value);
    }

    @Option(
            names = "--include-ports",
            negatable = true,
            order = 13,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Whether records hold ports and what is derived from them. Default: true.")
    void includePorts(boolean value) {
        settings.setIncludePorts(value);
    }

    @Option(
            names = "--include-raw-sequences",
            order = 14,
            description = "Add the sequences of gaps, times and lengths.")
    void includeRawSequences(boolean value) {
        settings.setIncludeRawSequences(value);
    }

    @Option(names = "--sparse", order = 14, description = "Leave out feature groups of which every value is missing.")
    void sparse(boolean value) {
        settings.setSparse(value);
    }

    @Option(names = "--include-splt", order = 15, description = "Add the sequence of packet lengths and times (SPLT).")
    void includeSplt(boolean value) {
        settings.setIncludeSplt(value);
    }

    @Option(
            names = "--max-sequence-length",
            paramLabel = "N",
            order = 16,
            description = "Packets in a sequence. Default: 50.")
    void maxSequenceLength(int value) {
        settings.setMaxSequenceLength(value);
    }

    @Option(
            names = "--burst-threshold",
            paramLabel = "DURATION",
            order = 17,
            description = "A gap of this length or more separates two bursts. Default: 50ms.")
    void burstThreshold(Duration value) {
        settings.setBurstThreshold(value);
    }

    @Option(
            names = "--exact-betweenness-hosts",
            paramLabel = "N",
            order = 18,
            description = "Betweenness is exact up to this many hosts, above it is estimated. Default: 2000.")
    void exactBetweennessHosts(int value) {
        settings.setExactBetweennessHosts(value);
    }

    @Option(
            names = "--max-host-graph-entries",
            paramLabel = "N",
            order = 18,
            description =
                    "Beyond this many hosts, pairs of hosts and called ports together, group connection has no values. Default: 4000000.")
    void maxHostGraphEntries(int value) {
        settings.setMaxHostGraphEntries(value);
    }

    @Option(
            names = "--entropy-sample-bytes",
            paramLabel = "BYTES",
            order = 18,
            description = "Payload bytes of each direction that entropy is computed of; 0: none. Default: 256.")
    void entropySampleBytes(int value) {
        settings.setEntropySampleBytes(value);
    }
}
