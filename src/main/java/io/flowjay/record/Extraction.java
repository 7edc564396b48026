package io.flowjay.record;

import io.flowjay.capture.CaptureFilter;
import io.flowjay.capture.CaptureReader;
import io.flowjay.feature.FeatureSelection;
import io.flowjay.feature.FeatureSettings;
import io.flowjay.flow.FlowAssembler;
import io.flowjay.flow.FlowIds;
import io.flowjay.flow.FlowSettings;
import io.flowjay.flow.IdSettings;
import io.flowjay.graph.HostGraph;
import java.io.IOException;
import java.util.function.Supplier;

/**
 * How records are made from captures: everything that does not change from one capture to the next. Immutable; threads may share
 * it.
 *
 * @param selection which features a record holds
 * @param features parameters of features
 * @param flows what cuts packets into flows
 * @param ids how flows are named
 * @param names what features are called in a record
 * @param filter capture filter in the syntax of pcap-filter(7), empty for none; a live capture is opened with its own
 * @param threads threads that work on a capture, at least 1
 */
public record Extraction(
        FeatureSelection selection,
        FeatureSettings features,
        FlowSettings flows,
        IdSettings ids,
        FieldNames names,
        String filter,
        int threads) {

    /**
     * @throws IllegalArgumentException for fewer than one thread
     */
    public Extraction {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be 1 or more, but is " + threads);
        }
    }

    /**
     * The records of a capture. A selection with features of the hosts of the whole capture costs a pass over it first, where it
     * can be opened again.
     *
     * @param capture an open capture, which the records close; it is also closed when this fails
     * @throws IOException when the capture's id cannot be computed, or the capture not be opened again
     */
    public FlowRecords records(CaptureReader capture) throws IOException {
        try {
            return new FlowRecords(source(capture.isLive() ? capture : CaptureFilter.apply(filter, capture)));
        } catch (IOException | RuntimeException | Error e) {
            try {
                capture.close();
            } catch (IOException atClose) {
                e.addSuppressed(atClose);
            }
            throw e;
        }
    }

    private RecordSource source(CaptureReader capture) throws IOException {
        String captureId = capture.captureId();
        CaptureReader again = selection.needsHostGraph() ? capture.reopen() : null;
        HostGraph graph = again == null ? null : HostGraphPass.of(again, flows, features.hostGraph());
        Supplier<FlowRecordFactory> factory = () ->
                new FlowRecordFactory(selection, features, names, new FlowIds(captureId, ids), capture.name(), graph);
        FlowAssembler assembler = new FlowAssembler(capture, flows, selection.payloadNeeds(features));
        if (again != null && graph == null) {
            assembler.counts().hostGraphGivenUp();
        }
        return threads == 1 || capture.isLive()
                ? new DirectSource(assembler, factory.get())
                : new ParallelSource(assembler, factory, threads - 1);
    }
}
