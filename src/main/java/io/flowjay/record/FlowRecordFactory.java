package io.flowjay.record;

import io.flowjay.feature.FeatureSettings;
import io.flowjay.feature.catalog.FeatureExtractor;
import io.flowjay.feature.catalog.FeatureSelection;
import io.flowjay.flow.Flow;
import io.flowjay.flow.FlowIds;
import io.flowjay.graph.HostGraph;
import io.flowjay.json.OutputBytes;
import io.flowjay.json.WellFormed;
import io.flowjay.record.format.RecordEncoder;
import io.flowjay.record.format.RecordValues;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the records of one capture's flows. An instance belongs to one thread. */
final class FlowRecordFactory {
    private final FeatureExtractor extractor;
    private final ExtraSource source;
    private final OutputBytes buffer = new OutputBytes();
    private @Nullable RecordValues values;

    /**
     * @param selection the features of a record
     * @param settings parameters of features
     * @param ids names of the flows
     * @param capture the capture's name
     * @param graph the hosts of the capture; null when they are not known
     */
    FlowRecordFactory(
            FeatureSelection selection,
            FeatureSettings settings,
            FlowIds ids,
            String capture,
            @Nullable HostGraph graph) {
        extractor = new FeatureExtractor(selection, settings, ids, graph);
        source = new ExtraSource(ids, WellFormed.text(capture), selection.hidesEndpoints());
    }

    /** The record of a finished flow; it does not keep the flow. */
    FlowRecord record(RecordLayout layout, Flow flow) {
        return new FlowRecord(layout, kept(flow), null, null);
    }

    /** The record of a finished flow with its text, which whoever asks for it later need not make. */
    FlowRecord recordWithText(RecordLayout layout, Flow flow) {
        RecordValues kept = kept(flow);
        buffer.clear();
        layout.json.write(kept, buffer);
        return new FlowRecord(layout, kept, buffer.copy(), null);
    }

    /** The record of a finished flow with its message in another format than JSON. */
    FlowRecord recordWithMessage(RecordLayout layout, Flow flow, RecordEncoder encoder) {
        RecordValues kept = kept(flow);
        buffer.clear();
        encoder.write(kept, buffer);
        return new FlowRecord(layout, kept, null, buffer.copy());
    }

    private RecordValues kept(Flow flow) {
        return new RecordValues(extras(flow), extractor.compute(flow), flow.timestampDigits());
    }

    /** The values of a finished flow's record, which the next call overwrites. */
    RecordValues values(Flow flow) {
        RecordValues reused = values;
        if (reused == null) {
            reused = new RecordValues(extras(flow), extractor.computeInPlace(flow), flow.timestampDigits());
            values = reused;
        } else {
            reused.set(extras(flow), extractor.computeInPlace(flow), flow.timestampDigits());
        }
        return reused;
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
