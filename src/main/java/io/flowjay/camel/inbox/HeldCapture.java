package io.flowjay.camel.inbox;

import io.flowjay.camel.CaptureRecords;
import io.flowjay.camel.Outage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.spi.Synchronization;
import org.apache.camel.support.ExchangeHelper;
import org.apache.camel.support.UnitOfWorkHelper;
import org.jspecify.annotations.Nullable;

/**
 * A capture of an inbox whose records have been read, and whose exchange has ended before it is known what becomes of it. Until
 * {@link #complete} or {@link #fail} it stays in the inbox, and this process keeps its lock. A process that ends meanwhile does not count
 * against the capture.
 */
public final class HeldCapture {
    private final Exchange exchange;

    private HeldCapture(Exchange exchange) {
        this.exchange = exchange;
    }

    /** Whether the file consumer took the capture of an exchange, with its lock; nobody waits for the end of such an exchange. */
    public static boolean canHold(Exchange exchange) {
        return InboxLock.isHeldBy(exchange) && exchange.getProperty(CaptureArchive.LEAVING) != null;
    }

    /**
     * Ends an exchange without an outcome: the remaining steps of its route are left out, and what follows its end waits.
     *
     * @param exchange one that {@link #canHold} is true for
     */
    public static HeldCapture hold(Exchange exchange) {
        CaptureArchive.readWhole(exchange);
        records(exchange).hold();
        InboxWorkers.giveBack(exchange);
        Exchange later = ExchangeHelper.createCorrelatedCopy(exchange, true);
        later.getMessage().setBody(null);
        exchange.setRouteStop(true);
        return new HeldCapture(later);
    }

    /** The records, which are closed. */
    public CaptureRecords records() {
        return records(exchange);
    }

    private static CaptureRecords records(Exchange exchange) {
        return Objects.requireNonNull(
                exchange.getProperty(CaptureRecords.PROPERTY, CaptureRecords.class), "extraction comes first");
    }

    /** The records are where they belong, and the capture leaves the inbox. */
    public void complete() {
        Outage outage = Outage.find(exchange.getContext());
        if (outage != null) {
            outage.ended();
        }
        end();
    }

    /** The capture leaves the inbox or waits in it, as if its exchange had failed. */
    public void fail(Throwable cause) {
        exchange.setException(cause);
        end();
    }

    private void end() {
        @Nullable
        List<Synchronization> completions = exchange.getExchangeExtension().handoverCompletions();
        UnitOfWorkHelper.doneSynchronizations(exchange, completions == null ? new ArrayList<>() : completions);
    }
}
