package io.flowjay.feature;

import io.flowjay.settings.Profile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The features of a group while they are declared. Each declaring method returns a handle, which the group keeps as a constant: it
 * is the feature's position in the group, and its type decides what {@link FeatureVector} lets the group set.
 */
public final class FeatureList {
    private final String group;
    private Profile profile;
    private Direction direction = Direction.BIDIR;
    private Privacy privacy = Privacy.SAFE;
    private String formula = "";
    private @Nullable String twin;
    private final List<Feature> features = new ArrayList<>();

    /**
     * Starts a list without features.
     *
     * @param group name of the feature group
     * @param profile tier of the features, until {@link #profile} changes it
     */
    public FeatureList(String group, Profile profile) {
        this.group = group;
        this.profile = profile;
    }

    /** The features declared so far, as a read-only view. */
    public List<Feature> features() {
        return Collections.unmodifiableList(features);
    }

    /** Sets the direction of the next feature only (default: both). */
    public FeatureList direction(Direction next) {
        direction = next;
        return this;
    }

    /** Sets the privacy of the next feature only (default: safe). */
    public FeatureList privacy(Privacy next) {
        privacy = next;
        return this;
    }

    /**
     * Sets the exact definition of the next feature only. Every feature has one, or is a {@link #twin}.
     *
     * @param next the definition, in the terms that the page of features explains
     */
    public FeatureList formula(String next) {
        formula = next;
        return this;
    }

    /**
     * Declares that the next feature only has the same value as another one in every record. Its formula is then the other's name.
     *
     * @param of bare name of the other feature, which is not a twin itself
     */
    public FeatureList twin(String of) {
        twin = of;
        formula = of;
        return this;
    }

    /** Sets the tier of every feature that follows. */
    public FeatureList profile(Profile next) {
        profile = next;
        return this;
    }

    /** Declares a flag that is false where it has no value. */
    public FlagFeature bool(String name, String description) {
        return new FlagFeature(add(name, FeatureType.BOOL, "flag", Missing.ZERO, description));
    }

    /** Declares an integer that is 0 where it has no value. */
    public IntegerFeature int64(String name, String unit, String description) {
        return new IntegerFeature(add(name, FeatureType.INT64, unit, Missing.ZERO, description));
    }

    /** Declares an integer that is {@code sentinel} where it has no value. */
    public IntegerFeature int64(String name, String unit, long sentinel, String description) {
        return new IntegerFeature(add(name, FeatureType.INT64, unit, Missing.SENTINEL, sentinel, description));
    }

    /** Declares a number that is 0 where it has no value. */
    public NumberFeature float64(String name, String unit, String description) {
        return new NumberFeature(add(name, FeatureType.FLOAT64, unit, Missing.ZERO, description));
    }

    /** Declares a number that is null where it has no value. */
    public NumberFeature nullable(String name, String unit, String description) {
        return new NumberFeature(add(name, FeatureType.FLOAT64, unit, Missing.NAN, description));
    }

    /** Declares an absolute time. */
    public TimeFeature time(String name, String description) {
        return new TimeFeature(add(name, FeatureType.TIME, "s", Missing.ZERO, description));
    }

    /** Declares a text that is empty where it has no value. */
    public TextFeature string(String name, String description) {
        return new TextFeature(add(name, FeatureType.STRING, "text", Missing.EMPTY, description));
    }

    /** Declares a text that is {@code sentinel} where it has no value. */
    public TextFeature string(String name, String sentinel, String description) {
        return new TextFeature(add(name, FeatureType.STRING, "text", Missing.SENTINEL, sentinel, description));
    }

    /** Declares a list of integers that is empty where it has no value. */
    public IntegersFeature integers(String name, String unit, String description) {
        return new IntegersFeature(add(name, FeatureType.INTEGERS, unit, Missing.EMPTY, description));
    }

    /** Declares a list of numbers that is empty where it has no value. */
    public NumbersFeature numbers(String name, String unit, String description) {
        return new NumbersFeature(add(name, FeatureType.NUMBERS, unit, Missing.EMPTY, description));
    }

    /** Declares a list of lists of numbers that is empty where it has no value. */
    public RowsFeature rows(String name, String unit, String description) {
        return new RowsFeature(add(name, FeatureType.ROWS, unit, Missing.EMPTY, description));
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
        features.add(new Feature(
                group, name, type, unit, direction, missing, sentinel, privacy, profile, description, formula, twin));
        direction = Direction.BIDIR;
        privacy = Privacy.SAFE;
        formula = "";
        twin = null;
        return features.size() - 1;
    }
}
