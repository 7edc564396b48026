package io.flowjay.feature.catalog;

import io.flowjay.feature.Feature;
import io.flowjay.feature.FeatureSettings;
import io.flowjay.feature.FeatureUnit;
import io.flowjay.feature.Profile;
import io.flowjay.feature.group.endpoint.ConnectionFeatures;
import io.flowjay.flow.PayloadNeeds;
import io.flowjay.protocol.Protocol;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which features a record holds, in record order. Immutable. */
public final class FeatureSelection {
    private static final String ALL = "all";

    private final List<Feature> features;

    private FeatureSelection(List<Feature> features) {
        this.features = features;
    }

    /**
     * The features of some groups, up to a tier.
     *
     * @param groups names of groups, or {@code all}
     * @param profile the last tier
     * @param names bare names or ids of single features; when there are any, nothing else is selected
     * @param leftOut names of features that are not selected in any case, see {@link OptionalFeatures}
     * @throws IllegalArgumentException for an unknown name, naming the valid ones, and when nothing is left
     */
    public static FeatureSelection of(
            Collection<String> groups, Profile profile, Collection<String> names, Set<String> leftOut) {
        checkGroups(groups);
        Set<Feature> single = names.stream().map(FeatureSelection::feature).collect(Collectors.toSet());
        List<Feature> selected = FeatureCatalog.features().stream()
                .filter(feature -> groups.contains(ALL) || groups.contains(feature.group()))
                .filter(feature -> profile.includes(feature.profile()))
                .filter(feature -> single.isEmpty() || single.contains(feature))
                .filter(feature -> !leftOut.contains(feature.name()))
                .toList();
        if (selected.isEmpty()) {
            throw new IllegalArgumentException("no feature is left of groups " + String.join(",", groups)
                    + " in profile " + profile.text()
                    + (names.isEmpty() ? "" : ", features " + String.join(",", names)));
        }
        return new FeatureSelection(selected);
    }

    private static void checkGroups(Collection<String> groups) {
        Set<String> unknown = new TreeSet<>(groups);
        unknown.removeAll(new HashSet<>(FeatureCatalog.groups()));
        unknown.remove(ALL);
        if (groups.isEmpty() || !unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    (groups.isEmpty() ? "no feature group" : "unknown feature group " + String.join(", ", unknown))
                            + "; valid groups: all, "
                            + String.join(", ", FeatureCatalog.groups()));
        }
    }

    private static Feature feature(String name) {
        return FeatureCatalog.find(name)
                .orElseThrow(() -> new IllegalArgumentException("unknown feature \"" + name + "\"; valid features: "
                        + FeatureCatalog.features().stream().map(Feature::name).collect(Collectors.joining(", "))));
    }

    /**
     * What has to be read of payload for these features.
     *
     * @param settings parameters of features
     */
    public PayloadNeeds payloadNeeds(FeatureSettings settings) {
        int sampleBytes = 0;
        Set<Protocol> protocols = EnumSet.noneOf(Protocol.class);
        for (FeatureUnit unit : FeatureCatalog.UNITS) {
            if (unit.features().stream().anyMatch(features::contains)) {
                protocols.addAll(unit.protocols());
                sampleBytes = Math.max(sampleBytes, unit.sampleBytes().applyAsInt(settings));
            }
        }
        return new PayloadNeeds(protocols, sampleBytes);
    }

    /** Whether a selected feature is computed from the hosts of the whole capture. */
    public boolean needsHostGraph() {
        return features.stream().anyMatch(ConnectionFeatures.UNIT.features()::contains);
    }

    /** The selected features, in record order. */
    public List<Feature> features() {
        return features;
    }
}
