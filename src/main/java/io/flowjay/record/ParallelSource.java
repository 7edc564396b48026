package io.flowjay.record;

import io.flowjay.flow.CaptureCounts;
import io.flowjay.flow.Flow;
import io.flowjay.flow.FlowAssembler;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Assembles flows in one thread and computes their records in others, in batches that are handed out in the order in which the
 * flows ended. The queue between them is bounded, so that a slow consumer holds the reader back.
 */
final class ParallelSource implements RecordSource {
    private static final int BATCH_FLOWS = 64;
    private static final int BATCHES_PER_WORKER = 4;

    /** Records of consecutive flows, what had been counted when the last of them ended, and what ended the capture, if it has. */
    private record Batch(
            List<FlowRecord> records,
            CaptureCounts counts,
            boolean last,
            @Nullable IOException failure) {}

    private final FlowAssembler flows;
    private final ThreadLocal<FlowRecordFactory> factories;
    private final ExecutorService threads;
    private final BlockingQueue<Future<Batch>> batches;
    private final ArrayDeque<FlowRecord> ready = new ArrayDeque<>();
    private final Future<?> reading;
    private CaptureCounts counts = new CaptureCounts();
    private @Nullable Batch last;

    /**
     * @param flows the flows, which this source closes
     * @param factory makes a record factory for each thread
     * @param workers threads that compute records, beside the one that reads
     */
    ParallelSource(FlowAssembler flows, Supplier<FlowRecordFactory> factory, int workers) {
        this.flows = flows;
        factories = ThreadLocal.withInitial(factory);
        batches = new ArrayBlockingQueue<>(workers * BATCHES_PER_WORKER);
        threads = Executors.newFixedThreadPool(workers + 1, task -> {
            Thread thread = new Thread(task, "flowjay-extract");
            thread.setDaemon(true);
            return thread;
        });
        reading = threads.submit(this::read);
    }

    @Override
    public @Nullable FlowRecord next() throws IOException {
        while (ready.isEmpty() && last == null) {
            Batch batch = await();
            ready.addAll(batch.records);
            counts = batch.counts;
            last = batch.last ? batch : null;
        }
        FlowRecord record = ready.pollFirst();
        if (record == null && last != null && last.failure != null) {
            throw last.failure;
        }
        return record;
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public CaptureCounts counts() {
        return counts;
    }

    /** Stops the threads; the capture is closed when none of them can be reading it any more. */
    @Override
    public void close() throws IOException {
        reading.cancel(true);
        threads.shutdownNow();
        try {
            if (!stopped()) {
                throw new IOException("a thread that reads the capture does not stop");
            }
        } finally {
            flows.close();
        }
    }

    /** Waits for the threads; an interrupt must not close the capture under them, so it shows only afterwards. */
    private boolean stopped() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return threads.awaitTermination(1, TimeUnit.MINUTES);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Batch await() throws IOException {
        try {
            return batches.take().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while records were computed");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw new IOException(e.getCause());
        }
    }

    private void read() {
        try {
            try {
                boolean more = true;
                while (more) {
                    List<Flow> batch = new ArrayList<>(BATCH_FLOWS);
                    more = fill(batch);
                    CaptureCounts then = flows.counts().copy();
                    boolean end = !more;
                    IOException failure = end ? flows.failure() : null;
                    batches.put(threads.submit(() -> new Batch(records(batch), then, end, failure)));
                }
            } catch (RuntimeException | Error e) {
                batches.put(CompletableFuture.failedFuture(e));
            }
        } catch (InterruptedException e) {
            // Only close() interrupts: nobody waits for more batches.
            Thread.currentThread().interrupt();
        }
    }

    private boolean fill(List<Flow> batch) {
        while (batch.size() < BATCH_FLOWS) {
            Flow flow = flows.next();
            if (flow == null) {
                return false;
            }
            batch.add(flow);
        }
        return true;
    }

    private List<FlowRecord> records(List<Flow> batch) {
        FlowRecordFactory factory = factories.get();
        List<FlowRecord> records = new ArrayList<>(batch.size());
        for (Flow flow : batch) {
            records.add(factory.record(flow));
            flows.recycle(flow);
        }
        return records;
    }
}
