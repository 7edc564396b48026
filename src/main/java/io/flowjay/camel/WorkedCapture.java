package io.flowjay.camel;

import io.flowjay.metrics.CaptureMeter;
import io.flowjay.metrics.Outcome;
import io.flowjay.metrics.Stage;
import io.flowjay.record.FlowRecord;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.jspecify.annotations.Nullable;

/** One capture in progress: passes on how far it is, and what became of it when its exchange ends. */
final class WorkedCapture extends SynchronizationAdapter {
    /** Most records that are kept for the listener: files acknowledge all records of a capture at once. */
    private static final int MOST_UNCERTAIN = 1000;

    private final String name;
    private final @Nullable CaptureMeter meter;
    private final @Nullable RecordListener listener;
    private final CaptureActivity activity;
    /** Handed out last and not acknowledged; kept for the listener only. */
    private final ArrayDeque<FlowRecord> uncertain = new ArrayDeque<>();

    private volatile long lastProgress = System.nanoTime();
    private volatile boolean held;

    WorkedCapture(
            String name, @Nullable CaptureMeter meter, @Nullable RecordListener listener, CaptureActivity activity) {
        this.name = name;
        this.meter = meter;
        this.listener = listener;
        this.activity = activity;
    }

    String name() {
        return name;
    }

    /** Time since a record was last read or delivered; zero for a capture that is held. */
    Duration idle() {
        return held ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - lastProgress);
    }

    /** Whether its records have been read, and it only waits until others are. */
    boolean isHeld() {
        return held;
    }

    /** The records have been read, and wait together with those of other captures. The listener is told now: they need memory. */
    void hold() {
        held = true;
        if (listener != null && !uncertain.isEmpty()) {
            List<FlowRecord> last = List.copyOf(uncertain);
            uncertain.clear();
            listener.acknowledged(last);
        }
    }

    /** A record has been handed out. */
    void read(FlowRecord record) {
        lastProgress = System.nanoTime();
        if (listener != null) {
            if (uncertain.size() == MOST_UNCERTAIN) {
                uncertain.remove();
            }
            uncertain.add(record);
        }
    }

    /** The outcome of the last so many of the records handed out is known; those at some places are dead letters. */
    void acknowledged(CaptureRecords records, int count, Set<Integer> dead) {
        progress(records);
        if (listener != null && !held) {
            while (uncertain.size() > count) {
                // The route left them out.
                uncertain.remove();
            }
            List<FlowRecord> delivered = new ArrayList<>();
            int place = count - uncertain.size();
            for (FlowRecord record : uncertain) {
                if (!dead.contains(place)) {
                    delivered.add(record);
                }
                place++;
            }
            uncertain.clear();
            listener.acknowledged(delivered);
        }
    }

    /** Takes over how far the records are. */
    void progress(CaptureRecords records) {
        lastProgress = System.nanoTime();
        if (meter != null) {
            meter.progress(records.counts(), records.recordsRead(), records.recordsDelivered());
        }
    }

    @Override
    public void onComplete(Exchange exchange) {
        progress(exchange);
        if (meter != null) {
            meter.done();
        }
        activity.ended(this, Outcome.DONE);
    }

    @Override
    public void onFailure(Exchange exchange) {
        progress(exchange);
        Stage stage = FailureStage.of(exchange);
        boolean lasting = FailureKind.of(exchange) == FailureKind.LASTING;
        if (meter != null && lasting) {
            meter.failed(stage);
        } else if (meter != null) {
            meter.waits(stage);
        }
        activity.ended(this, lasting ? Outcome.FAILED : Outcome.WAITING);
    }

    private void progress(Exchange exchange) {
        CaptureRecords records = exchange.getProperty(CaptureRecords.PROPERTY, CaptureRecords.class);
        if (records != null) {
            progress(records);
        }
        uncertain.clear();
    }
}
