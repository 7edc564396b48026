package io.flowjay.feature.catalog;

import io.flowjay.feature.FeatureGroup;
import io.flowjay.feature.FeatureLayout;
import io.flowjay.feature.FeatureSettings;
import io.flowjay.feature.FeatureUnit;
import io.flowjay.feature.FeatureVector;
import io.flowjay.feature.FlowView;
import io.flowjay.flow.Flow;
import io.flowjay.flow.FlowIds;
import io.flowjay.graph.HostGraph;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Computes the vectors of flows, for the groups that a selection needs. An instance belongs to one thread. */
public final class FeatureExtractor {
    /**
     * A group that this extractor computes.
     *
     * @param group computes some features
     * @param first how many features the groups before it compute
     */
    private record Part(FeatureGroup group, int first) {}

    private final List<Part> parts = new ArrayList<>();
    private final FeatureLayout layout;
    private final FeatureVector own;
    private final FlowIds ids;
    private final @Nullable HostGraph graph;
    private @Nullable FlowView view;

    /**
     * Makes an extractor for the flows of one capture.
     *
     * @param selection the features that are wanted
     * @param settings parameters of features
     * @param ids names of the flows of one capture
     * @param graph the hosts of the capture; null if they are not known
     */
    public FeatureExtractor(
            FeatureSelection selection, FeatureSettings settings, FlowIds ids, @Nullable HostGraph graph) {
        this.ids = ids;
        this.graph = graph;
        int first = 0;
        for (FeatureUnit unit : selection.units()) {
            parts.add(new Part(unit.group().apply(settings), first));
            first += unit.features().size();
        }
        layout = selection.layout();
        own = missing();
    }

    /** Makes a vector of missing values. */
    public FeatureVector missing() {
        return layout.newVector();
    }

    /** Computes the features of a finished flow: those of the selection, in its order, then others that no record holds. */
    public FeatureVector compute(Flow flow) {
        FeatureVector vector = missing();
        compute(flow, vector);
        return vector;
    }

    /** Does the same in a vector that the next call overwrites. */
    public FeatureVector computeInPlace(Flow flow) {
        own.clear();
        compute(flow, own);
        return own;
    }

    private void compute(Flow flow, FeatureVector vector) {
        FlowView looking = view;
        if (looking == null) {
            looking = new FlowView(ids, graph, flow);
            view = looking;
        } else {
            looking.look(flow);
        }
        for (Part part : parts) {
            if (part.group.applies(looking)) {
                vector.startGroup(part.first);
                part.group.compute(looking, vector);
            }
        }
    }
}
