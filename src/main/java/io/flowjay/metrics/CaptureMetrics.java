package io.flowjay.metrics;

import io.flowjay.flow.FlowEnd;
import io.flowjay.packet.Ignored;
import io.flowjay.packet.PortsMissing;
import io.flowjay.protocol.payload.Malformed;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * The meters of one registry. All of them exist from the start, at 0, so that a rate is right from the first event on. Nothing is
 * counted here a packet at a time: {@link CaptureMeter} adds what the extraction has counted anyway.
 *
 * <p>For several threads. Two with the same registry and namespace share their meters, except for the gauge of active flows, which
 * belongs to the first.
 */
public final class CaptureMetrics {
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(10),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofMinutes(2),
        Duration.ofMinutes(10),
        Duration.ofHours(1)
    };

    private final MeterRegistry registry;
    private final String prefix;

    final Counter packets;
    final Counter bytes;
    final Counter packetsInFlows;
    final Counter packetsReordered;
    final Counter fragmentOverlaps;
    final Counter packetsDropped;
    final Counter packetsOverrun;
    final Counter hostGraphsGivenUp;
    final Map<Ignored, Counter> ignored;
    final Map<PortsMissing, Counter> withoutPorts;
    final Counter flowsMergingTunnelIds;
    final Counter flowsMergingVlans;
    final Counter fullOfDuplicates;
    final Counter straySegments;
    final Counter connectionsForgotten;
    final Map<FlowEnd, Counter> flows;
    final Map<Malformed, Counter> malformed;
    final Counter evictedFlows;
    final Counter evictedFragments;
    final Counter recordsSent;
    final Counter recordsAcknowledged;
    final Map<Outcome, Counter> captures;
    final Map<Stage, Counter> errors;
    final Map<Mode, Timer> durations;
    final AtomicLong activeFlows = new AtomicLong();

    /**
     * @param registry where the meters are
     * @param namespace what every name begins with, a dot follows; empty for the names alone
     */
    public CaptureMetrics(MeterRegistry registry, String namespace) {
        this.registry = registry;
        prefix = MeterNames.prefix(namespace);
        packets = counter("packets", "Packets read from captures");
        bytes = counter("bytes", "Bytes on the wire of the packets read");
        packetsInFlows = counter("packets.in.flows", "Packets that belong to a flow");
        packetsReordered =
                counter("packets.reordered", "Packets with a time before that of the previous packet of their flow");
        fragmentOverlaps = counter("fragment.overlaps", "Fragments that overlap others of their packet");
        packetsDropped = drops("system");
        packetsOverrun = drops("flowjay");
        hostGraphsGivenUp = counter("host.graphs.given.up", "Captures with too many hosts for features of their graph");
        withoutPorts = counters(
                PortsMissing.class,
                "packets.without.ports",
                "Packets in flows without ports, by reason",
                "reason",
                PortsMissing::text);
        flowsMergingTunnelIds =
                counter("flows.merging.tunnel.ids", "Finished flows with packets of different tunnel ids");
        flowsMergingVlans = counter("flows.merging.vlans", "Finished flows with packets of different VLANs");
        fullOfDuplicates =
                counter("captures.full.of.duplicates", "Captures that hold many of their packets more than once");
        straySegments = counter(
                "stray.segments", "SYN and RST segments of finished flows that do not belong to their connection");
        connectionsForgotten =
                counter("connections.forgotten", "Ended connections that were forgotten for lack of room");
        ignored = counters(Ignored.class, "packets.ignored", "Packets in no flow, by reason", "reason", Ignored::text);
        flows = counters(FlowEnd.class, "flows", "Finished flows, by end reason", "reason", FlowEnd::text);
        malformed = byConstant(Malformed.class, this::malformed);
        evictedFlows = evictions("flow");
        evictedFragments = evictions("fragment");
        recordsSent = counter("records.sent", "Records handed on for delivery");
        recordsAcknowledged = counter("records.acknowledged", "Records that the brokers acknowledged");
        captures = counters(Outcome.class, "captures", "Captures worked on, by outcome", "outcome", Outcome::text);
        errors = counters(Stage.class, "errors", "Failures, by the stage they happened in", "stage", Stage::text);
        durations = byConstant(Mode.class, this::duration);
        Gauge.builder(prefix + "active.flows", activeFlows, AtomicLong::get)
                .description("Open flows of the captures in progress")
                .register(registry);
    }

    /** Begins to count another capture. */
    public CaptureMeter start(Mode mode) {
        return new CaptureMeter(this, mode, registry.config().clock());
    }

    private Counter counter(String name, String description) {
        return Counter.builder(prefix + name).description(description).register(registry);
    }

    private Counter malformed(Malformed reason) {
        return Counter.builder(prefix + "malformed.messages")
                .description("Messages that break the format of their protocol, by protocol and reason")
                .tag("protocol", reason.protocol())
                .tag("reason", reason.text())
                .register(registry);
    }

    private Counter drops(String by) {
        return Counter.builder(prefix + "packets.dropped")
                .description("Packets lost before they were read, by the capturing system or by FlowJay's own queue")
                .tag("by", by)
                .register(registry);
    }

    private Counter evictions(String what) {
        return Counter.builder(prefix + "evictions")
                .description("Flows, and fragments of packets, that ended before their time for lack of room")
                .tag("what", what)
                .register(registry);
    }

    private Timer duration(Mode mode) {
        return Timer.builder(prefix + "processing.duration")
                .description("Time from the opening of a capture to its outcome")
                .tag("mode", mode.text())
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    private <E extends Enum<E>> Map<E, Counter> counters(
            Class<E> type, String name, String description, String label, Function<E, String> value) {
        return byConstant(type, constant -> Counter.builder(prefix + name)
                .description(description)
                .tag(label, value.apply(constant))
                .register(registry));
    }

    private static <E extends Enum<E>, M> Map<E, M> byConstant(Class<E> type, Function<E, M> meter) {
        Map<E, M> meters = new EnumMap<>(type);
        for (E constant : type.getEnumConstants()) {
            meters.put(constant, meter.apply(constant));
        }
        return meters;
    }
}
