package io.flowjay.feature.catalog;

import io.flowjay.feature.Feature;
import io.flowjay.feature.FeatureUnit;
import io.flowjay.feature.group.application.DnsFeatures;
import io.flowjay.feature.group.application.DtlsFeatures;
import io.flowjay.feature.group.application.Http1Features;
import io.flowjay.feature.group.application.Http2Features;
import io.flowjay.feature.group.application.QuicFeatures;
import io.flowjay.feature.group.application.SshFeatures;
import io.flowjay.feature.group.application.TlsCertificateFeatures;
import io.flowjay.feature.group.application.TlsFeatures;
import io.flowjay.feature.group.classification.ApplicationFeatures;
import io.flowjay.feature.group.classification.FingerprintFeatures;
import io.flowjay.feature.group.classification.PaddingFeatures;
import io.flowjay.feature.group.endpoint.ConnectionFeatures;
import io.flowjay.feature.group.endpoint.FlowMetaFeatures;
import io.flowjay.feature.group.endpoint.MacFeatures;
import io.flowjay.feature.group.endpoint.TunnelFeatures;
import io.flowjay.feature.group.ip.IcmpFeatures;
import io.flowjay.feature.group.ip.IpExtendedFeatures;
import io.flowjay.feature.group.ip.Ipv6OptionsFeatures;
import io.flowjay.feature.group.statistics.EntropyFeatures;
import io.flowjay.feature.group.statistics.SequenceFeatures;
import io.flowjay.feature.group.statistics.SizeFeatures;
import io.flowjay.feature.group.statistics.SizeVariants;
import io.flowjay.feature.group.statistics.TimingFeatures;
import io.flowjay.feature.group.statistics.TimingVariants;
import io.flowjay.feature.group.tcp.TcpFeatures;
import io.flowjay.feature.group.tcp.TcpFingerprintFeatures;
import io.flowjay.feature.group.tcp.TcpMptcpFeatures;
import io.flowjay.feature.group.tcp.TcpOptionsFeatures;
import io.flowjay.feature.group.tcp.TcpRttFeatures;
import io.flowjay.feature.group.tcp.TcpSequenceFeatures;
import io.flowjay.feature.group.tcp.TcpWindowFeatures;
import io.flowjay.settings.Profile;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * Every feature there is, in record order: the groups of profile JJ-CORE, of JJ-EXTENDED, of JJ-EXPERIMENTAL, then every feature
 * of the tier FLOWJAY. It is the one source of names, order, types, units, missing values, privacy, profiles, JSON Schema and
 * documentation.
 */
@API(status = API.Status.STABLE, since = "0.1.0")
public final class FeatureCatalog {
    static final List<FeatureUnit> UNITS = List.of(
            FlowMetaFeatures.UNIT,
            TunnelFeatures.UNIT,
            TimingFeatures.UNIT,
            TimingVariants.UNIT,
            SequenceFeatures.Timing.UNIT,
            SizeFeatures.UNIT,
            SizeVariants.UNIT,
            SequenceFeatures.Size.UNIT,
            TcpFeatures.UNIT,
            TlsFeatures.UNIT,
            TlsCertificateFeatures.UNIT,
            DtlsFeatures.UNIT,
            DnsFeatures.UNIT,
            SshFeatures.UNIT,
            QuicFeatures.UNIT,
            Http2Features.UNIT,
            EntropyFeatures.UNIT,
            TcpRttFeatures.UNIT,
            TcpOptionsFeatures.UNIT,
            TcpSequenceFeatures.UNIT,
            TcpWindowFeatures.UNIT,
            IpExtendedFeatures.UNIT,
            FingerprintFeatures.UNIT,
            TcpFingerprintFeatures.UNIT,
            PaddingFeatures.UNIT,
            ConnectionFeatures.UNIT,
            MacFeatures.UNIT,
            TcpMptcpFeatures.UNIT,
            Ipv6OptionsFeatures.UNIT,
            IcmpFeatures.UNIT,
            Http1Features.UNIT,
            ApplicationFeatures.UNIT);

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
