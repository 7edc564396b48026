package io.flowjay.feature;

/**
 * Computes features of a finished flow. Implementations hold no state of a flow. The features themselves are declared by the
 * implementing class and listed in {@code FeatureCatalog}.
 */
public interface FeatureGroup {
    /**
     * Whether the group can say anything about the flow; where it cannot, every feature keeps its missing value.
     *
     * @param flow the flow to look at
     */
    default boolean applies(FlowView flow) {
        return true;
    }

    /**
     * Writes the group's values.
     *
     * @param flow the finished flow
     * @param out the vector, set to this group; it holds every feature's missing value
     */
    void compute(FlowView flow, FeatureVector out);
}
