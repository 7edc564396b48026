package io.flowjay.feature;

import io.flowjay.protocol.Protocol;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Every feature there is, in record order: the groups of profile JJ-CORE, of JJ-EXTENDED, of JJ-EXPERIMENTAL, then every feature
 * of the tier FLOWJAY. It is the one source of names, order, types, units, missing values, privacy, profiles, JSON Schema and
 * documentation.
 */
public final class FeatureCatalog {
    /** Features that are computed together, what computes them, and what has to be looked for in payload before. */
    record Unit(List<Feature> features, Function<FeatureSettings, FeatureGroup> group, Set<Protocol> protocols) {
        Unit(List<Feature> features, Function<FeatureSettings, FeatureGroup> group) {
            this(features, group, Set.of());
        }
    }

    static final List<Unit> UNITS = List.of(
            new Unit(FlowMetaFeatures.FEATURES, settings -> new FlowMetaFeatures()),
            new Unit(TunnelFeatures.FEATURES, settings -> new TunnelFeatures()),
            new Unit(TimingFeatures.FEATURES, TimingFeatures::new),
            new Unit(SequenceFeatures.Timing.FEATURES, SequenceFeatures.Timing::new),
            new Unit(SizeFeatures.FEATURES, settings -> new SizeFeatures()),
            new Unit(SequenceFeatures.Size.FEATURES, SequenceFeatures.Size::new),
            new Unit(TcpFeatures.FEATURES, settings -> new TcpFeatures()),
            new Unit(TcpRttFeatures.FEATURES, settings -> new TcpRttFeatures()),
            new Unit(TcpOptionsFeatures.FEATURES, settings -> new TcpOptionsFeatures()),
            new Unit(TcpSequenceFeatures.FEATURES, settings -> new TcpSequenceFeatures()),
            new Unit(TcpWindowFeatures.FEATURES, settings -> new TcpWindowFeatures()),
            new Unit(IpExtendedFeatures.FEATURES, settings -> new IpExtendedFeatures()),
            new Unit(TcpFingerprintFeatures.FEATURES, settings -> new TcpFingerprintFeatures()),
            new Unit(MacFeatures.FEATURES, settings -> new MacFeatures()),
            new Unit(TcpMptcpFeatures.FEATURES, settings -> new TcpMptcpFeatures()),
            new Unit(ConnectionFeatures.FEATURES, settings -> new ConnectionFeatures()));

    private static final List<Feature> FEATURES = UNITS.stream()
            .flatMap(unit -> unit.features().stream())
            .sorted(Comparator.comparing(feature -> feature.profile() == Profile.FLOWJAY))
            .toList();

    private static final List<String> GROUPS =
            FEATURES.stream().map(Feature::group).distinct().toList();

    private static final Map<String, Feature> BY_NAME = byName();

    private FeatureCatalog() {}

    /** Every feature, in record order. */
    public static List<Feature> features() {
        return FEATURES;
    }

    /** The names of the groups, in record order. */
    public static List<String> groups() {
        return GROUPS;
    }

    /** The feature of a bare name ({@code iat_mean}) or an id ({@code timing.iat_mean}). */
    public static Optional<Feature> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    private static Map<String, Feature> byName() {
        Map<String, Feature> names = FEATURES.stream()
                .collect(Collectors.toMap(
                        Feature::name,
                        Function.identity(),
                        (a, b) -> {
                            throw new IllegalStateException("two features have the name " + a.name());
                        },
                        LinkedHashMap::new));
        FEATURES.forEach(feature -> names.put(feature.id(), feature));
        return names;
    }
}
