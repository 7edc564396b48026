package io.flowjay.feature;

import io.flowjay.feature.heuristic.FirstPayload;
import io.flowjay.protocol.Protocol;
import io.flowjay.settings.Profile;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * Every feature there is, in record order: the groups of profile JJ-CORE, of JJ-EXTENDED, of JJ-EXPERIMENTAL, then every feature
 * of the tier FLOWJAY. It is the one source of names, order, types, units, missing values, privacy, profiles, JSON Schema and
 * documentation.
 */
public final class FeatureCatalog {
    /**
     * Features that are computed together.
     *
     * @param group what computes them
     * @param protocols what has to be looked for in payload before
     * @param sampleBytes how many of the first payload bytes of each direction it looks at
     */
    record Unit(
            List<Feature> features,
            Function<FeatureSettings, FeatureGroup> group,
            Set<Protocol> protocols,
            ToIntFunction<FeatureSettings> sampleBytes) {
        Unit(List<Feature> features, Function<FeatureSettings, FeatureGroup> group) {
            this(features, group, Set.of());
        }

        Unit(List<Feature> features, Function<FeatureSettings, FeatureGroup> group, Set<Protocol> protocols) {
            this(features, group, protocols, settings -> 0);
        }
    }

    static final List<Unit> UNITS = List.of(
            new Unit(FlowMetaFeatures.FEATURES, settings -> new FlowMetaFeatures()),
            new Unit(TunnelFeatures.FEATURES, settings -> new TunnelFeatures()),
            new Unit(TimingFeatures.FEATURES, TimingFeatures::new),
            new Unit(TimingVariants.FEATURES, settings -> new TimingVariants()),
            new Unit(SequenceFeatures.Timing.FEATURES, SequenceFeatures.Timing::new),
            new Unit(SizeFeatures.FEATURES, settings -> new SizeFeatures()),
            new Unit(SizeVariants.FEATURES, settings -> new SizeVariants()),
            new Unit(SequenceFeatures.Size.FEATURES, SequenceFeatures.Size::new),
            new Unit(TcpFeatures.FEATURES, settings -> new TcpFeatures()),
            new Unit(TlsFeatures.FEATURES, settings -> new TlsFeatures(), Set.of(Protocol.TLS)),
            new Unit(TlsCertificateFeatures.FEATURES, settings -> new TlsCertificateFeatures(), Set.of(Protocol.TLS)),
            new Unit(DtlsFeatures.FEATURES, settings -> new DtlsFeatures(), Set.of(Protocol.TLS)),
            new Unit(DnsFeatures.FEATURES, settings -> new DnsFeatures(), Set.of(Protocol.DNS)),
            new Unit(SshFeatures.FEATURES, settings -> new SshFeatures(), Set.of(Protocol.SSH)),
            new Unit(QuicFeatures.FEATURES, settings -> new QuicFeatures(), Set.of(Protocol.QUIC)),
            new Unit(
                    Http2Features.FEATURES,
                    settings -> new Http2Features(),
                    Set.of(Protocol.HTTP2, Protocol.TLS, Protocol.QUIC)),
            new Unit(EntropyFeatures.FEATURES, EntropyFeatures::new, Set.of(), FeatureSettings::entropySampleBytes),
            new Unit(TcpRttFeatures.FEATURES, settings -> new TcpRttFeatures()),
            new Unit(TcpOptionsFeatures.FEATURES, settings -> new TcpOptionsFeatures()),
            new Unit(TcpSequenceFeatures.FEATURES, settings -> new TcpSequenceFeatures()),
            new Unit(TcpWindowFeatures.FEATURES, settings -> new TcpWindowFeatures()),
            new Unit(IpExtendedFeatures.FEATURES, settings -> new IpExtendedFeatures()),
            new Unit(
                    FingerprintFeatures.FEATURES,
                    FingerprintFeatures::new,
                    Set.of(Protocol.TLS, Protocol.QUIC, Protocol.SSH),
                    settings -> FirstPayload.BYTES),
            new Unit(TcpFingerprintFeatures.FEATURES, TcpFingerprintFeatures::new),
            new Unit(PaddingFeatures.FEATURES, PaddingFeatures::new),
            new Unit(ConnectionFeatures.FEATURES, settings -> new ConnectionFeatures()),
            new Unit(MacFeatures.FEATURES, settings -> new MacFeatures()),
            new Unit(TcpMptcpFeatures.FEATURES, settings -> new TcpMptcpFeatures()),
            new Unit(Ipv6OptionsFeatures.FEATURES, settings -> new Ipv6OptionsFeatures()),
            new Unit(IcmpFeatures.FEATURES, settings -> new IcmpFeatures()));

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
