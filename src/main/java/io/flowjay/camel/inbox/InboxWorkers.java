package io.flowjay.camel.inbox;

import io.flowjay.camel.ContextSettings;
import io.flowjay.settings.SettingCatalog;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Works on several captures of a directory at once, as many as {@code flowjay.captures-at-once} says: {@link InboxLock} takes a worker before
 * it takes a capture, and this step of the route hands the capture to the worker's thread, so that the thread which reads the directory can
 * take the next one. With one capture at once, the thread that reads the directory does everything. For several threads.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public class InboxWorkers extends AsyncProcessorSupport implements AutoCloseable {
    private static final long LOOK_MILLIS = 100;
    /** Exchange property that holds where its worker is to be given back. */
    private static final String WORKER = "CamelFlowjayInboxWorker";

    private int workers = SettingCatalog.CAPTURES_AT_ONCE.defaultValue();
    private Semaphore idle = new Semaphore(workers);
    private @Nullable ExecutorService threads;

    /** The settings of the context. */
    public void setSettings(ContextSettings value) {
        workers = value.settings().get(SettingCatalog.CAPTURES_AT_ONCE);
        idle = new Semaphore(workers);
    }

    /** Whether there are more than one. */
    boolean areSeveral() {
        return workers > 1;
    }

    /**
     * Waits for an idle worker, and lends it to an exchange.
     *
     * @return false if the context stops, or the thread was interrupted, and still is
     */
    boolean lend(Exchange exchange) {
        try {
            while (!exchange.getContext().isStopping()) {
                if (idle.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                    exchange.setProperty(WORKER, idle);
                    return true;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    /** Gives the worker of an exchange back, if it has one. */
    static void giveBack(Exchange exchange) {
        Semaphore lender = exchange.getProperty(WORKER, Semaphore.class);
        if (lender != null) {
            exchange.removeProperty(WORKER);
            lender.release();
        }
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        if (!areSeveral()) {
            callback.done(true);
            return true;
        }
        threads().execute(() -> callback.done(false));
        return false;
    }

    private synchronized ExecutorService threads() {
        ExecutorService known = threads;
        if (known == null) {
            // Workers bound it: a capture has one.
            known = Executors.newCachedThreadPool(task -> {
                Thread thread = new Thread(task, "flowjay-capture");
                thread.setDaemon(true);
                return thread;
            });
            threads = known;
        }
        return known;
    }

    /** Interrupts the threads. */
    @Override
    public synchronized void close() {
        ExecutorService open = threads;
        threads = null;
        if (open != null) {
            open.shutdownNow();
        }
    }
}
