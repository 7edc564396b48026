package io.flowjay.camel.component;

import io.flowjay.camel.FlowjayHeaders;
import io.flowjay.capture.LiveCapture;
import io.flowjay.record.Extraction;
import io.flowjay.record.FlowRecord;
import io.flowjay.record.FlowRecords;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Captures from an interface in a thread of its own: the body of each message is the record of a flow that has ended, a map, with the
 * headers of {@link FlowjayHeaders}. When the route stops, flows that are open become records too. A capture that breaks off goes to the
 * exception handler and starts again.
 */
final class LiveConsumer extends DefaultConsumer {
    private static final Logger LOG = LoggerFactory.getLogger(LiveConsumer.class);
    private static final int LAST_SECONDS = 30;

    private final LiveEndpoint endpoint;
    private final Extraction extraction;
    private @Nullable ExecutorService thread;
    /** Open while the consumer runs. */
    private CountDownLatch stopping = new CountDownLatch(0);

    LiveConsumer(LiveEndpoint endpoint, Processor processor, Extraction extraction) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.extraction = extraction;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        CountDownLatch end = new CountDownLatch(1);
        stopping = end;
        // The first capture opens here, so that a route without the right to capture does not start.
        LiveCapture first = LiveCapture.open(endpoint.capture(), () -> end.getCount() == 0);
        ExecutorService executor = endpoint.getCamelContext()
                .getExecutorServiceManager()
                .newSingleThreadExecutor(this, endpoint.toString());
        thread = executor;
        executor.execute(() -> run(first, end));
    }

    private void run(LiveCapture first, CountDownLatch end) {
        LiveCapture capture = first;
        while (true) {
            try (FlowRecords records = extraction.records(capture)) {
                records.forEachRemaining(record -> send(record, first));
            } catch (IOException | RuntimeException e) {
                getExceptionHandler().handleException("The capture of " + endpoint + " broke off", e);
            }
            LiveCapture next = reopened(end);
            if (next == null) {
                return;
            }
            capture = next;
        }
    }

    /** The next capture; null when the consumer stops. */
    private @Nullable LiveCapture reopened(CountDownLatch end) {
        try {
            while (!end.await(endpoint.retryDelay().toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    return LiveCapture.open(endpoint.capture(), () -> end.getCount() == 0);
                } catch (IOException e) {
                    getExceptionHandler().handleException(endpoint + " cannot be captured from", e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return null;
    }

    private void send(FlowRecord record, LiveCapture capture) {
        Exchange exchange = createExchange(false);
        exchange.getMessage().setBody(record);
        exchange.getMessage().setHeader(FlowjayHeaders.CAPTURE, capture.name());
        try {
            getProcessor().process(exchange);
            if (exchange.getException() != null) {
                getExceptionHandler().handleException("A record was not processed", exchange, exchange.getException());
            }
        } catch (Exception e) {
            getExceptionHandler().handleException("A record was not processed", exchange, e);
        } finally {
            releaseExchange(exchange, false);
        }
    }

    @Override
    protected void doStop() throws Exception {
        stopping.countDown();
        ExecutorService executor = thread;
        if (executor != null) {
            executor.shutdown();
            if (!executor.awaitTermination(LAST_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("{} did not end within {} s", endpoint, LAST_SECONDS);
                executor.shutdownNow();
            }
            thread = null;
        }
        super.doStop();
    }
}
