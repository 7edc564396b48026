package io.flowjay.feature.catalog;

import io.flowjay.feature.Feature;
import io.flowjay.feature.FeatureLayout;
import io.flowjay.feature.FeatureSettings;
import io.flowjay.feature.FeatureUnit;
import io.flowjay.feature.group.endpoint.ConnectionFeatures;
import io.flowjay.flow.PayloadNeeds;
import io.flowjay.names.NearestName;
import io.flowjay.protocol.Protocol;
import io.flowjay.settings.Profile;
import io.flowjay.settings.Setting;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.SettingException;
import io.flowjay.settings.Settings;
import java.util.ArrayList;
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
    private final List<FeatureUnit> units;
    private final FeatureLayout layout;
    private final boolean hidesEndpoints;

    private FeatureSelection(List<Feature> features, boolean hidesEndpoints) {
        this.features = features;
        // A list would compare features field by field.
        Set<Feature> lookup = new HashSet<>(features);
        units = FeatureCatalog.UNITS.stream()
                .filter(unit -> unit.features().stream().anyMatch(lookup::contains))
                .toList();
        layout = new FeatureLayout(
                features,
                units.stream().flatMap(unit -> unit.features().stream()).toList());
        this.hidesEndpoints = hidesEndpoints;
    }

    /**
     * Selects the features of the groups and the profile that the settings name; of those, only the features that they name, if they
     * name any.
     *
     * @throws io.flowjay.settings.SettingException for an unknown name, naming the valid ones, and when nothing is left
     */
    public static FeatureSelection of(Settings settings) {
        Set<String> groups = groups(settings);
        Profile profile = settings.get(SettingCatalog.PROFILE);
        Set<Feature> wanted = wanted(settings);
        Set<String> leftOut = OptionalFeatures.leftOut(settings);
        List<Feature> selected = FeatureCatalog.features().stream()
                .filter(feature -> groups.contains(feature.group()))
                .filter(feature -> profile.includes(feature.profile()))
                .filter(wanted::contains)
                .filter(feature -> !leftOut.contains(feature.name()))
                .toList();
        if (selected.isEmpty()) {
            Setting<?> narrowest =
                    settings.get(SettingCatalog.FEATURES).isEmpty() ? SettingCatalog.GROUPS : SettingCatalog.FEATURES;
            throw settings.reject(
                    narrowest,
                    "leaves no feature with groups " + settings.text(SettingCatalog.GROUPS) + " and profile "
                            + profile.text(),
                    "");
        }
        return new FeatureSelection(selected, OptionalFeatures.hideEndpoints(leftOut));
    }

    private static Set<String> groups(Settings settings) {
        List<String> named = settings.get(SettingCatalog.GROUPS);
        Set<String> unknown = new TreeSet<>(named);
        FeatureCatalog.groups().forEach(unknown::remove);
        unknown.remove(ALL);
        if (named.isEmpty() || !unknown.isEmpty()) {
            throw settings.reject(
                    SettingCatalog.GROUPS,
                    named.isEmpty()
                            ? "names no group"
                            : "has the unknown group " + String.join(", ", unknown)
                                    + NearestName.hint(unknown.iterator().next(), FeatureCatalog.groups()),
                    ALL + ", " + String.join(", ", FeatureCatalog.groups()));
        }
        return new HashSet<>(named.contains(ALL) ? FeatureCatalog.groups() : named);
    }

    /** The features that are named one by one or by their group. */
    private static Set<Feature> wanted(Settings settings) {
        List<String> names = settings.get(SettingCatalog.FEATURES);
        if (names.isEmpty() || names.contains(ALL)) {
            return new HashSet<>(FeatureCatalog.features());
        }
        Set<Feature> wanted = new HashSet<>();
        for (String name : names) {
            List<Feature> named = FeatureCatalog.features().stream()
                    .filter(feature -> feature.group().equals(name))
                    .toList();
            wanted.addAll(named);
            if (named.isEmpty()) {
                wanted.add(FeatureCatalog.find(name).orElseThrow(() -> unknownFeature(settings, name)));
            }
        }
        return wanted;
    }

    private static SettingException unknownFeature(Settings settings, String name) {
        List<String> known = new ArrayList<>(FeatureCatalog.groups());
        FeatureCatalog.features().forEach(feature -> known.add(feature.name()));
        return settings.reject(
                SettingCatalog.FEATURES,
                "has the unknown feature or group \"" + name + '"' + NearestName.hint(name, known),
                "groups " + ALL + ", " + String.join(", ", FeatureCatalog.groups()) + "; features "
                        + FeatureCatalog.features().stream().map(Feature::name).collect(Collectors.joining(", ")));
    }

    /**
     * What has to be read of payload for these features.
     *
     * @param settings parameters of features
     */
    public PayloadNeeds payloadNeeds(FeatureSettings settings) {
        int sampleBytes = 0;
        Set<Protocol> protocols = EnumSet.noneOf(Protocol.class);
        for (FeatureUnit unit : units) {
            protocols.addAll(unit.protocols());
            sampleBytes = Math.max(sampleBytes, unit.sampleBytes().applyAsInt(settings));
        }
        return new PayloadNeeds(protocols, sampleBytes);
    }

    /** The units that compute any selected feature, in the order of the catalogue. */
    List<FeatureUnit> units() {
        return units;
    }

    /** The vectors of the features that these units compute. */
    FeatureLayout layout() {
        return layout;
    }

    /** Whether a selected feature is computed from the hosts of the whole capture. */
    public boolean needsHostGraph() {
        return units.contains(ConnectionFeatures.UNIT);
    }

    /**
     * Whether settings leave out the addresses or the ports, see {@link OptionalFeatures}. Then nothing else in a record may give
     * them away either. A selection that merely does not name them hides nothing.
     */
    public boolean hidesEndpoints() {
        return hidesEndpoints;
    }

    /** The selected features, in record order. */
    public List<Feature> features() {
        return features;
    }
}
