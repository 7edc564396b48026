package io.flowjay.feature;

import io.flowjay.protocol.Protocol;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Features that are computed together, and what that needs. Each class of a group declares one.
 *
 * @param features the features, in the order in which they were declared
 * @param group makes what computes them
 * @param protocols protocols that must be decoded from the payload before
 * @param sampleBytes how many of the first payload bytes of each direction must be kept
 */
public record FeatureUnit(
        List<Feature> features,
        Function<FeatureSettings, FeatureGroup> group,
        Set<Protocol> protocols,
        ToIntFunction<FeatureSettings> sampleBytes) {
    /** Declares features that need no payload. */
    public FeatureUnit(List<Feature> features, Function<FeatureSettings, FeatureGroup> group) {
        this(features, group, Set.of());
    }

    /** Declares features that need decoded protocols and no payload bytes. */
    public FeatureUnit(List<Feature> features, Function<FeatureSettings, FeatureGroup> group, Set<Protocol> protocols) {
        this(features, group, protocols, settings -> 0);
    }
}
