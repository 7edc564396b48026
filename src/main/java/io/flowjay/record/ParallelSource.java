package io.flowjay.record;

import io.flowjay.flow.CaptureCounts;
import io.flowjay.flow.Flow;
import io.flowjay.flow.FlowAssembler;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Assembles flows in one thread and makes something of them in others, in batches that are handed out in the order in which the
 * flows ended. The queue between them is bounded, so that a slow consumer holds the reader back. Where the others do not keep up,
 * the reader works on a batch itself, so that no thread waits while there is work.
 */
final class ParallelSource<T> implements BatchSource<T> {
    /** Flows in a batch. */
    static final int BATCH_FLOWS = 64;

    private static final int BATCHES_PER_WORKER = 8;
    private static final int LIVENESS_CHECK_SECONDS = 1;
    /** Batches for each worker that nobody works on yet: enough that none runs out while the reader works on one itself. */
    private static final int WAITING_PER_WORKER = 3;

    /** What was made of consecutive flows, what had been counted when the last of them ended, and what ended the capture, if it has. */
    private record Batch<T>(
            T made,
            CaptureCounts counts,
            boolean last,
            @Nullable IOException failure) {}

    private final FlowAssembler flows;
    private final ThreadLocal<BatchMaker<T>> makers;
    private final int workers;
    private final ThreadPoolExecutor threads;
    private final BlockingQueue<Future<Batch<T>>> batches;
    private final Future<?> reading;
    private CaptureCounts counts = new CaptureCounts();
    private @Nullable Batch<T> last;

    /**
     * @param flows the flows, which this source closes
     * @param maker makes a maker for each thread
     * @param workers threads beside the one that reads
     * @param first the batches that have been read
     */
    ParallelSource(FlowAssembler flows, Supplier<BatchMaker<T>> maker, int workers, List<List<Flow>> first) {
        this.flows = flows;
        this.workers = workers;
        makers = ThreadLocal.withInitial(maker);
        batches = new ArrayBlockingQueue<>(workers * BATCHES_PER_WORKER);
        threads = new ThreadPoolExecutor(
                workers + 1, workers + 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), ParallelSource::thread);
        reading = threads.submit(() -> read(first));
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "flowjay-extract");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public @Nullable T next() throws IOException {
        if (last == null) {
            Batch<T> batch = await();
            counts = batch.counts;
            last = batch.last ? batch : null;
            return batch.made;
        }
        if (last.failure != null) {
            throw last.failure;
        }
        return null;
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

    private Batch<T> await() throws IOException {
        try {
            Future<Batch<T>> batch = batches.poll(LIVENESS_CHECK_SECONDS, TimeUnit.SECONDS);
            while (batch == null) {
                if (reading.isDone() && batches.isEmpty()) {
                    // An error in the middle of reporting an error, such as another lack of memory.
                    throw new IllegalStateException("the thread that reads the capture has ended without a word");
                }
                batch = batches.poll(LIVENESS_CHECK_SECONDS, TimeUnit.SECONDS);
            }
            return batch.get();
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

    private void read(List<List<Flow>> first) {
        try {
            try {
                for (List<Flow> batch : first) {
                    hand(batch, true);
                }
                boolean more = true;
                while (more) {
                    List<Flow> batch = new ArrayList<>(BATCH_FLOWS);
                    more = flows.next(batch, BATCH_FLOWS);
                    hand(batch, more);
                }
            } catch (RuntimeException | Error e) {
                batches.put(CompletableFuture.failedFuture(e));
            }
        } catch (InterruptedException e) {
            // Only close() interrupts: nobody waits for more batches.
            Thread.currentThread().interrupt();
        }
    }

    private void hand(List<Flow> batch, boolean more) throws InterruptedException {
        CaptureCounts then = flows.counts().copy();
        IOException failure = more ? null : flows.failure();
        FutureTask<Batch<T>> task = new FutureTask<>(() -> new Batch<>(make(batch), then, !more, failure));
        if (threads.getQueue().size() < WAITING_PER_WORKER * workers) {
            threads.execute(task);
        } else {
            task.run();
        }
        batches.put(task);
    }

    private T make(List<Flow> batch) {
        T made = makers.get().make(batch);
        batch.forEach(flows::recycle);
        return made;
    }
}
