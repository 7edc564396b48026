package io.flowjay.record.format;

import io.flowjay.feature.Feature;
import io.flowjay.feature.FeatureType;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * One field of the records of an extraction.
 *
 * @param name the field's name in records, unique among the columns
 * @param type type of its values; {@link FeatureType#STRING} for the fields before the features
 * @param unit unit of measure; {@code text} for a string, {@code flag} for a boolean, {@code s} for a time
 * @param description one sentence
 * @param nullable whether a value may be null
 * @param group name of the feature group; empty for the fields before the features
 * @param feature the feature of the catalogue; null for the fields before the features
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record RecordColumn(
        String name,
        FeatureType type,
        String unit,
        String description,
        boolean nullable,
        String group,
        @Nullable Feature feature) {}
