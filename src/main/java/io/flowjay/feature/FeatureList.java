package io.flowjay.feature;

import io.flowjay.settings.Profile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The features of a group while they are declared. Each declaring method answers the feature's position in the group, which the
 * group keeps as a constant, so that metadata and position stand on one line.
 */
final class FeatureList {
    private final String group;
    private Profile profile;
    private Direction direction = Direction.BIDIR;
    private Privacy privacy = Privacy.SAFE;
    private final List<Feature> features = new ArrayList<>();

    FeatureList(String group, Profile profile) {
        this.group = group;
        this.profile = profile;
    }

    /** The features declared so far, as a read-only view. */
    List<Feature> features() {
        return Collections.unmodifiableList(features);
    }

    /** Direction of the next feature only. */
    FeatureList direction(Direction next) {
        direction = next;
        return this;
    }

    /** Privacy of the next feature only. */
    FeatureList privacy(Privacy next) {
        privacy = next;
        return this;
    }

    /** Tier of every feature that follows. */
    FeatureList profile(Profile next) {
        profile = next;
        return this;
    }

    int bool(String name, String description) {
        return add(name, FeatureType.BOOL, "", Missing.ZERO, description);
    }

    int int64(String name, String unit, String description) {
        return add(name, FeatureType.INT64, unit, Missing.ZERO, description);
    }

    /** An integer that is {@code sentinel} where it has no value. */
    int int64(String name, String unit, long sentinel, String description) {
        return add(name, FeatureType.INT64, unit, Missing.SENTINEL, sentinel, description);
    }

    int float64(String name, String unit, String description) {
        return add(name, FeatureType.FLOAT64, unit, Missing.ZERO, description);
    }

    /** A number that is null where it has no value. */
    int nullable(String name, String unit, String description) {
        return add(name, FeatureType.FLOAT64, unit, Missing.NAN, description);
    }

    int time(String name, String description) {
        return add(name, FeatureType.TIME, "s", Missing.ZERO, description);
    }

    int string(String name, String description) {
        return add(name, FeatureType.STRING, "", Missing.EMPTY, description);
    }

    /** A text that is {@code sentinel} where it has no value. */
    int string(String name, String sentinel, String description) {
        return add(name, FeatureType.STRING, "", Missing.SENTINEL, sentinel, description);
    }

    int array(String name, String unit, String description) {
        return add(name, FeatureType.ARRAY, unit, Missing.EMPTY, description);
    }

    private int add(String name, FeatureType type, String unit, Missing missing, String description) {
        return add(name, type, unit, missing, null, description);
    }

    private int add(
            String name,
            FeatureType type,
            String unit,
            Missing missing,
            @Nullable Object sentinel,
            String description) {
        features.add(new Feature(group, name, type, unit, direction, missing, sentinel, privacy, profile, description));
        direction = Direction.BIDIR;
        privacy = Privacy.SAFE;
        return features.size() - 1;
    }
}
