package io.flowjay.feature;

import io.flowjay.settings.Profile;
import org.jspecify.annotations.Nullable;

/**
 * One feature's entry in the catalogue.
 *
 * @param group name of the feature group
 * @param name the key in a record, unique over all groups
 * @param type JSON type
 * @param unit unit of measure; empty for a plain number, a flag or text
 * @param direction which packets it is computed from
 * @param missing what stands where there is no value
 * @param sentinel the value of {@link Missing#SENTINEL}, a Long or a String; null for the other policies
 * @param privacy how much it tells
 * @param profile its tier
 * @param description one sentence
 */
public record Feature(
        String group,
        String name,
        FeatureType type,
        String unit,
        Direction direction,
        Missing missing,
        @Nullable Object sentinel,
        Privacy privacy,
        Profile profile,
        String description) {

    /** The id in the catalogue: {@code group.name}. */
    public String id() {
        return group + "." + name;
    }

    /** Hash code of the name, which is unique. Hashing all components takes milliseconds at every start. */
    @Override
    public int hashCode() {
        return name.hashCode();
    }
}
