package io.flowjay.record;

import io.flowjay.feature.FeatureExtractor;
import io.flowjay.feature.FeatureSelection;
import io.flowjay.feature.FeatureSettings;
import io.flowjay.flow.Flow;
import io.flowjay.flow.FlowIds;
import io.flowjay.graph.HostGraph;
import org.jspecify.annotations.Nullable;

/** Makes the records of one capture's flows. An instance belongs to one thread. */
final class FlowRecordFactory {
    private final FeatureExtractor extractor;
    private final RecordLayout layout;
    private final FlowIds ids;
    private final String capture;

    /**
     * @param selection the features of a record
     * @param settings parameters of features
     * @param names what features are called
     * @param ids names of the flows
     * @param capture the capture's name
     * @param graph the hosts of the capture; null when they are not known
     */
    FlowRecordFactory(
            FeatureSelection selection,
            FeatureSettings settings,
            FieldNames names,
            FlowIds ids,
            String capture,
            @Nullable HostGraph graph) {
        extractor = new FeatureExtractor(selection, settings, ids, graph);
        layout = new RecordLayout(selection, extractor.positions(), names);
        this.ids = ids;
        this.capture = WellFormed.text(capture);
    }

    /** The record of a finished flow; it does not keep the flow. */
    FlowRecord record(Flow flow) {
        @Nullable
        String[] extras = {
            ids.recordId(flow),
            ids.flowId(flow),
            ids.communityId(flow),
            flow.endReason().text(),
            capture
        };
        return new FlowRecord(layout, extras, extractor.compute(flow), flow.timestampDigits());
    }
}
