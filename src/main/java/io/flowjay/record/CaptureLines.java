package io.flowjay.record;

import io.flowjay.flow.CaptureCounts;
import io.flowjay.flow.Flow;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The records of one capture as lines of JSON, for whoever only writes them: of a record nothing is made but its text, by the
 * thread that computes it. The text is that of {@link FlowRecords}, byte for byte, for any number of threads. For use by one thread.
 */
public final class CaptureLines implements Closeable {
    private final BatchSource<RecordLines> source;
    private final Queue<RecordLines> used = new ConcurrentLinkedQueue<>();
    private @Nullable RecordLines current;

    /**
     * @param source makes a source of what a maker makes
     * @param factory makes a record factory for each thread
     */
    CaptureLines(
            Function<Supplier<BatchMaker<RecordLines>>, BatchSource<RecordLines>> source,
            Supplier<FlowRecordFactory> factory) {
        this.source = source.apply(() -> {
            FlowRecordFactory own = factory.get();
            return flows -> lines(flows, own);
        });
    }

    private RecordLines lines(List<Flow> flows, FlowRecordFactory factory) {
        RecordLines free = used.poll();
        RecordLines lines = free == null ? new RecordLines() : free;
        lines.clear();
        for (Flow flow : flows) {
            factory.write(flow, lines.next());
        }
        return lines;
    }

    /**
     * The next records, valid until the next call; null at the end of a capture that was read whole.
     *
     * @throws IOException when the capture cannot be read whole, after the records of every packet ahead of the damage
     */
    public @Nullable RecordLines next() throws IOException {
        RecordLines written = current;
        if (written != null) {
            used.add(written);
        }
        current = source.next();
        return current;
    }

    /** What became of the packets read so far; complete once {@link #next()} has answered null or thrown. */
    public CaptureCounts counts() {
        return source.counts();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
