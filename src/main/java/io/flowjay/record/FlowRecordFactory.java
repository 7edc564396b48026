package io.flowjay.record;

import io.flowjay.feature.FeatureSettings;
import io.flowjay.feature.FeatureVector;
import io.flowjay.feature.catalog.FeatureExtractor;
import io.flowjay.feature.catalog.FeatureSelection;
import io.flowjay.flow.Flow;
import io.flowjay.flow.FlowIds;
import io.flowjay.graph.HostGraph;
import io.flowjay.json.JsonBytes;
import io.flowjay.json.WellFormed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the records of one capture's flows. An instance belongs to one thread. */
final class FlowRecordFactory {
    private final FeatureExtractor extractor;
    private final RecordLayout layout;
    private final ExtraSource source;
    private final JsonBytes buffer = new JsonBytes();

    /**
     * @param selection the features of a record
     * @param settings parameters of features
     * @param form what a record looks like
     * @param ids names of the flows
     * @param capture the capture's name
     * @param graph the hosts of the capture; null when they are not known
     */
    FlowRecordFactory(
            FeatureSelection selection,
            FeatureSettings settings,
            RecordForm form,
            FlowIds ids,
            String capture,
            @Nullable HostGraph graph) {
        extractor = new FeatureExtractor(selection, settings, ids, graph);
        layout = new RecordLayout(selection, extractor, form);
        source = new ExtraSource(ids, WellFormed.text(capture), selection.hidesEndpoints());
    }

    /** The record of a finished flow; it does not keep the flow. */
    FlowRecord record(Flow flow) {
        return new FlowRecord(layout, extras(flow), extractor.compute(flow), flow.timestampDigits(), null);
    }

    /** The record of a finished flow with its text, which whoever asks for it later need not make. */
    FlowRecord recordWithText(Flow flow) {
        @Nullable String[] extras = extras(flow);
        FeatureVector vector = extractor.compute(flow);
        buffer.clear();
        layout.write(extras, vector, flow.timestampDigits(), buffer);
        return new FlowRecord(layout, extras, vector, flow.timestampDigits(), buffer.copy());
    }

    /** Writes the record of a finished flow as a line of JSON. */
    void write(Flow flow, JsonBytes out) {
        layout.write(extras(flow), extractor.computeInPlace(flow), flow.timestampDigits(), out);
        out.raw('\n');
    }

    private @Nullable String[] extras(Flow flow) {
        List<ExtraField<?>> fields = ExtraField.all();
        @Nullable String[] values = new @Nullable String[fields.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = fields.get(i).text(source, flow);
        }
        return values;
    }
}
