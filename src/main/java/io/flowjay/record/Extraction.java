package io.flowjay.record;

import io.flowjay.capture.CaptureFilter;
import io.flowjay.capture.CaptureReader;
import io.flowjay.feature.FeatureSettings;
import io.flowjay.feature.catalog.FeatureSelection;
import io.flowjay.flow.Flow;
import io.flowjay.flow.FlowAssembler;
import io.flowjay.flow.FlowIds;
import io.flowjay.flow.FlowSettings;
import io.flowjay.flow.IdSettings;
import io.flowjay.graph.HostGraph;
import io.flowjay.record.format.RecordColumns;
import io.flowjay.record.format.RecordEncoder;
import io.flowjay.record.sink.RecordBatch;
import io.flowjay.record.sink.RecordOutput;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * How records are made from captures: everything that does not change from one capture to the next. Immutable; threads may share
 * it.
 */
@API(status = API.Status.STABLE, since = "0.1.0")
public final class Extraction {
    final FeatureSelection selection;
    final FeatureSettings features;
    final FlowSettings flows;
    final IdSettings ids;
    final RecordForm form;
    private final String filter;
    private final CaptureLimits limits;
    private final int threads;
    private final RecordColumns columns;
    /** Made for the first capture whose records are asked for one by one: a small capture costs less than the layout. */
    private volatile @Nullable RecordLayout layout;

    /**
     * For {@link #of}, which users call.
     *
     * @param selection which features a record holds
     * @param features parameters of features
     * @param flows what cuts packets into flows
     * @param ids how flows are named
     * @param form what a record looks like
     * @param filter capture filter in the syntax of pcap-filter(7), empty for none; a live capture is opened with its own
     * @param limits what one capture may take at most
     * @param threads threads that work on a capture, at least 1
     */
    Extraction(
            FeatureSelection selection,
            FeatureSettings features,
            FlowSettings flows,
            IdSettings ids,
            RecordForm form,
            String filter,
            CaptureLimits limits,
            int threads) {
        this.selection = selection;
        this.features = features;
        this.flows = flows;
        this.ids = ids;
        this.form = form;
        this.filter = filter;
        this.limits = limits;
        this.threads = threads;
        columns = RecordLayout.columns(selection, form);
    }

    /**
     * The extraction that some settings describe.
     *
     * @throws io.flowjay.settings.SettingException for a value that cannot be used: an unknown feature, a file of rules with an error, a
     *     filter that libpcap refuses
     */
    public static Extraction of(Settings settings) {
        int threads = settings.get(SettingCatalog.THREADS);
        return new Extraction(
                FeatureSelection.of(settings),
                FeatureSettings.of(settings),
                FlowSettings.of(settings),
                IdSettings.of(settings),
                RecordForm.of(settings),
                settings.apply(SettingCatalog.FILTER, () -> CaptureFilter.check(settings.get(SettingCatalog.FILTER))),
                CaptureLimits.of(settings),
                threads == 0 ? Runtime.getRuntime().availableProcessors() : threads);
    }

    /**
     * The records of a capture. A selection with features of the hosts of the whole capture costs a pass over it first, where it
     * can be opened again.
     *
     * @param capture an open capture, which the records close; it is also closed when this fails
     * @throws IOException when the capture's id cannot be computed, or the capture not be opened again
     */
    public FlowRecords records(CaptureReader capture) throws IOException {
        // The text says how many bytes a record is.
        return records(
                capture, () -> limits.output() == 0 ? FlowRecordFactory::record : FlowRecordFactory::recordWithText);
    }

    /**
     * The records of a capture whose {@link FlowRecord#json JSON text} the threads make that compute them: for whoever sends on every
     * one of them. Otherwise as {@link #records}.
     *
     * @param capture an open capture, which the records close; it is also closed when this fails
     * @throws IOException when the capture's id cannot be computed, or the capture not be opened again
     */
    public FlowRecords recordsWithText(CaptureReader capture) throws IOException {
        return records(capture, () -> FlowRecordFactory::recordWithText);
    }

    /**
     * The records of a capture whose {@link FlowRecord#message message} the threads make that compute them, in another format than JSON.
     * Otherwise as {@link #records}.
     *
     * @param capture an open capture, which the records close; it is also closed when this fails
     * @param encoders makes an encoder of {@link #columns} for each thread
     * @throws IOException when the capture's id cannot be computed, or the capture not be opened again
     */
    @API(status = API.Status.INTERNAL)
    public FlowRecords recordsWithMessages(CaptureReader capture, Supplier<RecordEncoder> encoders) throws IOException {
        return records(capture, () -> {
            RecordEncoder own = encoders.get();
            return (factory, layout, flow) -> factory.recordWithMessage(layout, flow, own);
        });
    }

    /** The fields of the records, as encoders of formats need them. */
    @API(status = API.Status.EXPERIMENTAL)
    public RecordColumns columns() {
        return columns;
    }

    /** Threads that make it at the same time make the same. */
    private RecordLayout layout() {
        RecordLayout known = layout;
        if (known == null) {
            known = new RecordLayout(columns);
            layout = known;
        }
        return known;
    }

    /** How features are named in the records. */
    @API(status = API.Status.INTERNAL)
    public FieldNames fieldNames() {
        return form.names();
    }

    /** Makes a record in a thread's factory. */
    private interface RecordOfFlow {
        FlowRecord make(FlowRecordFactory factory, RecordLayout layout, Flow flow);
    }

    /** @param recordOfFlow makes what each thread makes records with */
    private FlowRecords records(CaptureReader capture, Supplier<RecordOfFlow> recordOfFlow) throws IOException {
        return opened(capture, () -> {
            Start start = start(filtered(capture));
            RecordLayout shared = layout();
            Supplier<BatchMaker<List<FlowRecord>>> maker = () -> {
                FlowRecordFactory own = start.factory.get();
                RecordOfFlow made = recordOfFlow.get();
                return flows ->
                        flows.stream().map(flow -> made.make(own, shared, flow)).toList();
            };
            // Computed as they are asked for: with one thread, nothing is read ahead.
            BatchSource<List<FlowRecord>> told = new ToldSource<>(source(start, maker, 1), start.capture);
            return new FlowRecords(limited(start, told, FlowRecords.LIMITED));
        });
    }

    /**
     * The records of a capture for a sink; otherwise as {@link #records}. Nothing is logged: the counts say what the records may mislead
     * about.
     *
     * @param capture an open capture, which the batches close; it is also closed when this fails
     * @param output the sink, opened for {@link #columns}
     * @throws IOException when the capture's id cannot be computed, or the capture not be opened again
     */
    @API(status = API.Status.EXPERIMENTAL)
    public <B extends RecordBatch> RecordBatches<B> batches(CaptureReader capture, RecordOutput<B> output)
            throws IOException {
        return opened(capture, () -> {
            Start start = start(filtered(capture));
            return new RecordBatches<>(
                    maker -> limited(start, source(start, maker, ParallelSource.BATCH_FLOWS), LimitedSource.ofSink()),
                    start.factory,
                    output::encoder);
        });
    }

    /**
     * Writes the records of a capture to a sink, and closes the capture. The output stays open, for more captures or for
     * {@link RecordOutput#commit}.
     *
     * @param capture an open capture
     * @param output the sink, opened for {@link #columns}
     * @throws IOException when the capture cannot be read whole, after the records of every packet before the damage are written; or when
     *     the output fails
     */
    @API(status = API.Status.EXPERIMENTAL)
    public <B extends RecordBatch> void write(CaptureReader capture, RecordOutput<B> output) throws IOException {
        try (RecordBatches<B> batches = batches(capture, output)) {
            for (B batch = batches.next(); batch != null; batch = batches.next()) {
                output.write(batch);
            }
        }
    }

    /** A live capture is opened with its own filter. */
    private CaptureReader filtered(CaptureReader capture) throws IOException {
        return capture.isLive() ? capture : CaptureFilter.apply(filter, capture);
    }

    /** What is made of an open capture. */
    private interface Opening<T> {
        T open() throws IOException;
    }

    private static <T> T opened(CaptureReader capture, Opening<T> opening) throws IOException {
        try {
            return opening.open();
        } catch (IOException | RuntimeException | Error e) {
            try {
                capture.close();
            } catch (IOException atClose) {
                e.addSuppressed(atClose);
            }
            throw e;
        }
    }

    /**
     * What the records of a capture come from.
     *
     * @param capture its name
     * @param flows its flows
     * @param factory makes a record factory for each thread
     * @param budget what it takes of its limits; null where it has none
     */
    private record Start(
            String capture,
            FlowAssembler flows,
            Supplier<FlowRecordFactory> factory,
            @Nullable CaptureBudget budget) {}

    private Start start(CaptureReader capture) throws IOException {
        if (limits.areNone() || capture.isLive()) {
            return start(capture, null);
        }
        CaptureBudget budget = new CaptureBudget(limits, capture.name(), System::nanoTime);
        budget.startClock();
        try {
            return start(limits.time().isZero() ? capture : new TimedCapture(capture, budget), budget);
        } finally {
            budget.stopClock();
        }
    }

    private Start start(CaptureReader capture, @Nullable CaptureBudget budget) throws IOException {
        String captureId = capture.captureId();
        CaptureReader again = selection.needsHostGraph() ? capture.reopen() : null;
        HostGraph graph = again == null ? null : HostGraphPass.of(again, flows, features.hostGraph());
        FlowAssembler assembler = new FlowAssembler(capture, flows, selection.payloadNeeds(features));
        if (again != null && graph == null) {
            assembler.counts().hostGraphGivenUp();
        }
        return new Start(
                capture.name(),
                assembler,
                () -> new FlowRecordFactory(selection, features, new FlowIds(captureId, ids), capture.name(), graph),
                budget);
    }

    private <T> BatchSource<T> source(Start start, Supplier<BatchMaker<T>> maker, int batchFlows) {
        FlowAssembler assembler = start.flows;
        if (threads == 1 || assembler.isLive()) {
            return new DirectSource<>(assembler, maker.get(), batchFlows);
        }
        // Whoever waits for a capture that is still written must stay free to be interrupted.
        return assembler.isStored()
                ? new GrowingSource<>(assembler, maker, threads - 1)
                : new ParallelSource<>(assembler, maker, threads - 1, List.of());
    }

    private static <T> BatchSource<T> limited(Start start, BatchSource<T> source, LimitedSource.Records<T> records) {
        CaptureBudget budget = start.budget;
        return budget == null ? source : new LimitedSource<>(source, budget, records);
    }
}
