package io.flowjay.camel.live;

import io.flowjay.camel.Outage;
import io.flowjay.delivery.KafkaErrors;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apiguardian.api.API;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts records of a live capture that could not be delivered: nothing can be captured twice, so they are lost. Logs the count at most
 * once a minute. The message body is the batch, one record or a collection.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public class LostRecords implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(LostRecords.class);
    private static final long BETWEEN_LINES = Duration.ofMinutes(1).toNanos();

    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong nextLine = new AtomicLong(System.nanoTime());

    /** Records lost since the start. */
    public long getLost() {
        return lost.get();
    }

    @Override
    public void process(Exchange exchange) {
        Throwable caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        String cause = caught == null ? "Kafka did not take a batch" : KafkaErrors.text(caught);
        Object body = exchange.getMessage().getBody();
        long all = lost.addAndGet(body instanceof Collection<?> batch ? batch.size() : 1);
        Outage.of(exchange.getContext()).lost(cause);
        long now = System.nanoTime();
        long next = nextLine.get();
        if (now - next >= 0 && nextLine.compareAndSet(next, now + BETWEEN_LINES)) {
            LOG.error("{} records of a live capture are lost since the start; the latest: {}", all, cause);
        }
    }
}
