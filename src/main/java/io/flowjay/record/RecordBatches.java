package io.flowjay.record;

import io.flowjay.flow.CaptureCounts;
import io.flowjay.flow.Flow;
import io.flowjay.record.sink.BatchEncoder;
import io.flowjay.record.sink.RecordBatch;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The records of one capture in the form that a sink takes, made by the threads that compute them. Records and their order are those of
 * {@link FlowRecords}, for any number of threads. For use by one thread.
 *
 * @param <B> what the sink takes
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class RecordBatches<B extends RecordBatch> implements Closeable {
    private final BatchSource<B> source;
    private final Queue<B> used = new ConcurrentLinkedQueue<>();
    private @Nullable B current;

    /**
     * @param source makes a source of what a maker makes
     * @param factory makes a record factory for each thread
     * @param encoder makes an encoder for each thread
     */
    RecordBatches(
            Function<Supplier<BatchMaker<B>>, BatchSource<B>> source,
            Supplier<FlowRecordFactory> factory,
            Supplier<BatchEncoder<B>> encoder) {
        this.source = source.apply(() -> {
            FlowRecordFactory ownFactory = factory.get();
            BatchEncoder<B> ownEncoder = encoder.get();
            return flows -> batch(flows, ownFactory, ownEncoder);
        });
    }

    private B batch(List<Flow> flows, FlowRecordFactory factory, BatchEncoder<B> encoder) {
        B free = used.poll();
        B batch = free == null ? encoder.newBatch() : free;
        batch.clear();
        for (Flow flow : flows) {
            encoder.add(factory.values(flow), batch);
        }
        return batch;
    }

    /**
     * The next records, valid until the next call; null at the end of a capture that was read whole. The last batch may be empty.
     *
     * @throws IOException when the capture cannot be read whole, after the records of every packet before the damage
     */
    public @Nullable B next() throws IOException {
        B written = current;
        if (written != null) {
            used.add(written);
        }
        current = source.next();
        return current;
    }

    /** What became of the packets read so far; complete once {@link #next()} has answered null or thrown. */
    @API(status = API.Status.INTERNAL)
    public CaptureCounts counts() {
        return source.counts();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
