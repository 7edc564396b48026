package io.flowjay.metrics;

import io.flowjay.flow.CaptureCounts;
import io.flowjay.flow.FlowEnd;
import io.flowjay.packet.PortsMissing;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Adds the counts of one capture to the meters, each packet and record once. For use by one thread at a time. */
public final class CaptureMeter {
    private final CaptureMetrics metrics;
    private final Mode mode;
    private final Clock clock;
    private final long startNanos;
    private CaptureCounts counted = new CaptureCounts();
    private long sent;
    private long acknowledged;
    private boolean ended;

    CaptureMeter(CaptureMetrics metrics, Mode mode, Clock clock) {
        this.metrics = metrics;
        this.mode = mode;
        this.clock = clock;
        startNanos = clock.monotonicTime();
    }

    /**
     * Takes over how far the capture is.
     *
     * @param counts what became of its packets so far; not changed any more by the caller
     * @param recordsSent records handed on so far
     * @param recordsAcknowledged of those, the delivered ones
     */
    public void progress(CaptureCounts counts, long recordsSent, long recordsAcknowledged) {
        if (ended) {
            return;
        }
        CaptureCounts before = counted;
        metrics.packets.increment((double) counts.packetsRead() - before.packetsRead());
        metrics.bytes.increment((double) counts.bytes() - before.bytes());
        metrics.packetsInFlows.increment((double) counts.packetsInFlows() - before.packetsInFlows());
        metrics.packetsReordered.increment((double) counts.packetsReordered() - before.packetsReordered());
        metrics.fragmentOverlaps.increment((double) counts.fragmentOverlaps() - before.fragmentOverlaps());
        metrics.packetsDropped.increment((double) counts.packetsDropped() - before.packetsDropped());
        metrics.packetsOverrun.increment((double) counts.packetsOverrun() - before.packetsOverrun());
        metrics.hostGraphsGivenUp.increment((double) counts.hostGraphsGivenUp() - before.hostGraphsGivenUp());
        add(metrics.ignored, counts.ignored(), before.ignored());
        add(metrics.withoutPorts, counts.withoutPorts(), before.withoutPorts());
        metrics.flowsMergingTunnelIds.increment(
                (double) counts.flowsMergingTunnelIds() - before.flowsMergingTunnelIds());
        metrics.flowsMergingVlans.increment((double) counts.flowsMergingVlans() - before.flowsMergingVlans());
        metrics.fullOfDuplicates.increment(
                (double) counts.capturesFullOfDuplicates() - before.capturesFullOfDuplicates());
        metrics.straySegments.increment((double) counts.straySegments() - before.straySegments());
        metrics.connectionsForgotten.increment((double) counts.connectionsForgotten() - before.connectionsForgotten());
        add(metrics.flows, counts.flowsByEnd(), before.flowsByEnd());
        add(metrics.malformed, counts.malformed(), before.malformed());
        metrics.evictedFlows.increment(added(FlowEnd.EVICTED, counts.flowsByEnd(), before.flowsByEnd()));
        metrics.evictedFragments.increment(
                added(PortsMissing.FRAGMENT_EVICTED, counts.withoutPorts(), before.withoutPorts()));
        metrics.activeFlows.addAndGet(counts.openFlows() - before.openFlows());
        counted = counts;
        metrics.recordsSent.increment((double) recordsSent - sent);
        sent = recordsSent;
        metrics.recordsAcknowledged.increment((double) recordsAcknowledged - acknowledged);
        acknowledged = recordsAcknowledged;
    }

    /** The capture was delivered whole. */
    public void done() {
        end(Outcome.DONE);
    }

    /** The capture was not. */
    public void failed(Stage stage) {
        if (!ended) {
            Objects.requireNonNull(metrics.errors.get(stage)).increment();
        }
        end(Outcome.FAILED);
    }

    /** The capture will be taken up again. */
    public void waits(Stage stage) {
        if (!ended) {
            Objects.requireNonNull(metrics.errors.get(stage)).increment();
        }
        end(Outcome.WAITING);
    }

    private void end(Outcome outcome) {
        if (ended) {
            return;
        }
        ended = true;
        metrics.activeFlows.addAndGet(-counted.openFlows());
        Objects.requireNonNull(metrics.captures.get(outcome)).increment();
        Objects.requireNonNull(metrics.durations.get(mode))
                .record(clock.monotonicTime() - startNanos, TimeUnit.NANOSECONDS);
    }

    private static <E extends Enum<E>> void add(Map<E, Counter> counters, Map<E, Long> now, Map<E, Long> before) {
        counters.forEach((constant, counter) -> counter.increment(added(constant, now, before)));
    }

    private static <E extends Enum<E>> double added(E constant, Map<E, Long> now, Map<E, Long> before) {
        return (double) now.getOrDefault(constant, 0L) - before.getOrDefault(constant, 0L);
    }
}
