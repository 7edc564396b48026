package io.flowjay.feature;

import io.flowjay.settings.Profile;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * One feature's entry in the catalogue.
 *
 * @param group name of the feature group
 * @param name the key in a record, unique over all groups
 * @param type JSON type
 * @param unit unit of measure; {@code flag}, {@code text}, {@code number} or {@code bitmap} for a value that measures nothing
 * @param direction which packets it is computed from
 * @param missing what stands where there is no value
 * @param sentinel the value of {@link Missing#SENTINEL}, a Long or a String; null for the other policies
 * @param privacy how much it tells
 * @param profile its tier
 * @param description one sentence
 * @param formula its exact definition, in the terms that the page of features explains
 * @param twin name of the feature that has the same value in every record; null for most
 */
@API(status = API.Status.STABLE, since = "0.1.0")
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
        String description,
        String formula,
        @Nullable String twin) {

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
