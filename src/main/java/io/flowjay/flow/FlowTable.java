package io.flowjay.flow;

import io.flowjay.flow.columns.PacketColumns;
import io.flowjay.flow.columns.PacketColumnsPool;
import io.flowjay.packet.DecodedPacket;
import io.flowjay.packet.HeaderStacks;
import io.flowjay.packet.TcpFlags;
import io.flowjay.spill.SpillSpace;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The open flows. Every packet joins the flow of its 5-tuple or starts one; finished flows go to the sink in an order that
 * depends on the packets alone.
 *
 * <p>Where a flow is cut is decided by the arriving packet's own flow: its time against the flow's last packet, its flags, its
 * size. Flows that get no more packets are ended by the clock, which is the smallest time of the last {@value #CLOCK_PACKETS}
 * packets: a single wrong time, or an interface whose clock is ahead, then ends nobody's flow.
 */
final class FlowTable implements Closeable {
    private static final int CLOCK_PACKETS = 256;
    private static final int MAX_CLOCK_AHEAD = 64;
    /** As many as the index of an array counts. */
    private static final int MAX_PACKETS = Integer.MAX_VALUE;
    /** A flow's packets move to the temporary file when at least this many are in memory; large flows go first. */
    private static final int[] SPILLED_FROM = {1024, 64, 4};
    /** When less than half of the memory can be freed, this part of it may fill before the next try. */
    private static final int RETRY = 16;

    private static final long SECOND = 1_000_000_000L;
    /** How long a closed flow takes late segments at least. */
    private static final long LINGER = 10 * SECOND;
    /** Most time between a late segment and the next one: that of a FIN that was sent again and again (RFC 6298 section 5). */
    private static final long MAX_LINGER = 120 * SECOND;
    /** A connection that was quiet for longer may have ended unseen. */
    private static final long QUIET = SECOND;

    private final FlowSettings settings;
    private final long idleNanos;
    private final long activeNanos;
    private final Consumer<Flow> sink;
    private final FlowIndex index = new FlowIndex();
    private final HeaderStacks headerStacks = new HeaderStacks();
    private final SpillSpace space;
    private final PacketColumnsPool columns;
    /** Open flows by the order of their last packets. */
    private final FlowList open = new FlowList();
    /** Closing flows by the order of their last packets. */
    private final FlowList closing = new FlowList();
    /** Keeps attackers from choosing 5-tuples that share a slot; no result depends on it. */
    private final long hashSeed = ThreadLocalRandom.current().nextLong();

    private final int maxFlowPackets;
    private final long maxOpenPackets;
    private final EndedConnections ended;
    private final @Nullable PayloadReader payload;

    /** Memory of packets beyond which they move to the temporary file. */
    private long spillAt;

    private long openPackets;
    private long heldBytes;
    private int clockPackets;
    private long clockMinimum = Long.MAX_VALUE;
    private long latest = Long.MIN_VALUE;

    /**
     * @param settings what ends a flow
     * @param needs what is read of payloads
     * @param sink takes each finished flow
     */
    public FlowTable(FlowSettings settings, PayloadNeeds needs, Consumer<Flow> sink) {
        this.settings = settings;
        payload = needs.equals(PayloadNeeds.NONE) ? null : new PayloadReader(needs);
        this.sink = sink;
        space = new SpillSpace(settings.maxMemory());
        spillAt = space.limit();
        columns = new PacketColumnsPool(space);
        maxFlowPackets = settings.maxFlowPackets() == 0 ? MAX_PACKETS : settings.maxFlowPackets();
        maxOpenPackets = settings.maxOpenPackets() == 0 ? Long.MAX_VALUE : settings.maxOpenPackets();
        ended = new EndedConnections(settings.maxEndedConnections());
        idleNanos = nanosOrNever(settings.idleTimeout().toNanos());
        activeNanos = nanosOrNever(settings.activeTimeout().toNanos());
    }

    private static long nanosOrNever(long nanos) {
        return nanos == 0 ? Long.MAX_VALUE : nanos;
    }

    /** Number of open flows. */
    public int openFlows() {
        return index.size();
    }

    /**
     * Adds a packet to its flow.
     *
     * @return false when sampling leaves the packet's flow out
     */
    public boolean add(DecodedPacket packet) {
        advanceClock(packet.timestampNanos);
        boolean sourceIsA = FlowKey.sourceIsA(packet);
        long link = settings.key().link(packet);
        long tunnel = settings.key().tunnel(packet);
        if (settings.samplingRate() < 1 && !sampled(packet, sourceIsA, link, tunnel)) {
            return false;
        }
        long hash = KeyHash.of(packet, sourceIsA, link, tunnel, hashSeed);
        Flow flow = index.find((int) hash, packet, sourceIsA, link, tunnel);
        FlowEnd cut = flow == null ? null : cutBefore(flow, packet, sourceIsA);
        if (flow != null && cut != null) {
            finish(flow, cut);
        }
        if (flow == null || cut != null) {
            flow = start(packet, hash, sourceIsA, link, tunnel, cut == FlowEnd.ACTIVE ? flow : null);
        }
        boolean backward = sourceIsA != flow.initiatorIsA;
        boolean first = flow.packets().size() == 0;
        TcpConnection tcp = flow.tcp;
        if (tcp != null && tcp.isClosing() && !first) {
            linger(tcp, flow.endNanos(), packet.timestampNanos);
        }
        flow.add(packet, backward);
        openPackets++;
        if (payload != null && packet.contentLength() > 0) {
            if (payload.read(flow, packet, backward)) {
                heldBytes += flow.sumHeldBytes();
            }
        }
        if (flow.isClosing()) {
            closing.moveToEnd(flow);
        } else {
            open.moveToEnd(flow);
            if (tcp != null && packet.hasTcpFlags) {
                closeBy(flow, tcp, packet, sourceIsA, first);
            }
        }
        if (openPackets > maxOpenPackets) {
            makeRoom(packet.timestampNanos);
        }
        if (space.used() > spillAt) {
            spill();
        }
        while (heldBytes > settings.maxHeldBytes()) {
            makeRoom(packet.timestampNanos);
        }
        return true;
    }

    /**
     * Ends the flows that are idle, without waiting for a packet; of those that are closing too.
     *
     * @param now the time by the packets' clock, in nanoseconds since the Unix epoch
     */
    public void endIdle(long now) {
        expire(now);
    }

    /** Ends every open flow, in the order of their first packets. */
    public void endCapture() {
        List<Flow> rest = new ArrayList<>(index.size());
        for (Flow flow = open.oldest(); flow != null; flow = flow.newer) {
            rest.add(flow);
        }
        for (Flow flow = closing.oldest(); flow != null; flow = flow.newer) {
            rest.add(flow);
        }
        rest.sort(Comparator.comparingLong(Flow::ordinal));
        for (Flow flow : rest) {
            boolean idle = isIdle(flow, latest);
            end(flow, flow.isClosing() ? FlowEnd.END : idle ? FlowEnd.IDLE : FlowEnd.CAPTURE_END);
            sink.accept(flow);
        }
        ended.clear();
        clockPackets = 0;
        clockMinimum = Long.MAX_VALUE;
        latest = Long.MIN_VALUE;
    }

    /** Connections that were forgotten, so that a later flow of one would be taken for a connection of its own. */
    public long connectionsForgotten() {
        return ended.forgotten();
    }

    /** Deletes the temporary file; no flow can be read any more. */
    @Override
    public void close() throws IOException {
        space.close();
    }

    /** Takes back the packet columns of a flow that nobody reads any more. */
    public void recycle(Flow flow) {
        columns.give(flow.packets());
    }

    /** Why the flow must end before this packet, or null when the packet belongs to it. */
    private @Nullable FlowEnd cutBefore(Flow flow, DecodedPacket packet, boolean sourceIsA) {
        long time = packet.timestampNanos;
        TcpConnection tcp = flow.tcp;
        if (tcp != null && tcp.isClosing()) {
            if (elapsed(tcp.lingersUntil, time) > 0) {
                return FlowEnd.END;
            }
        } else if (isIdle(flow, time)) {
            return FlowEnd.IDLE;
        }
        if (tcp != null
                && packet.hasTcpFlags
                && (packet.tcpFlags & TcpFlags.SYN) != 0
                && opensAnother(tcp, flow.endNanos(), packet, sourceIsA)) {
            return FlowEnd.END;
        }
        boolean cut =
                elapsed(flow.startNanos(), time) > activeNanos || flow.packets().size() >= maxFlowPackets;
        return cut ? FlowEnd.ACTIVE : null;
    }

    /** Whether a SYN, or a SYN+ACK, is of another connection than its flow, whose latest packet was captured at a time. */
    private static boolean opensAnother(TcpConnection tcp, long latest, DecodedPacket packet, boolean sourceIsA) {
        int sequence = packet.tcp.sequence;
        boolean known = tcp.isKnown(sourceIsA);
        if ((packet.tcpFlags & TcpFlags.ACK) != 0) {
            return tcp.answersStray(sourceIsA, packet.tcp.acknowledgement)
                    || (tcp.isClosing() && known && !tcp.opensWith(sourceIsA, sequence));
        }
        if (tcp.opensWith(sourceIsA, sequence)) {
            return false;
        }
        if (!known) {
            // Captured after what answers it.
            return tcp.isClosing();
        }
        boolean another = tcp.isClosing()
                || tcp.hasFin()
                || tcp.isAfter(sourceIsA, sequence)
                || elapsed(latest, packet.timestampNanos) > QUIET;
        if (!another) {
            tcp.stray(sourceIsA, sequence);
        }
        return another;
    }

    /** A segment that was sent again may be sent again once more, after twice the time. */
    private static void linger(TcpConnection tcp, long latest, long time) {
        long gap = Math.max(0, elapsed(latest, time));
        long longer = Math.min(MAX_LINGER, Math.max(LINGER, Math.min(gap, MAX_LINGER) * 2 + SECOND));
        long until = time > Long.MAX_VALUE - longer ? Long.MAX_VALUE : time + longer;
        tcp.lingersUntil = Math.max(tcp.lingersUntil, until);
    }

    private Flow start(
            DecodedPacket packet, long hash, boolean sourceIsA, long link, long tunnel, @Nullable Flow continued) {
        if (index.size() >= settings.maxOpenFlows()) {
            makeRoom(packet.timestampNanos);
        }
        int known = continued != null ? -1 : continuedConnection(packet, hash, sourceIsA, tunnel);
        boolean synAck = startsWithSynAck(packet);
        int ports = synAck ? 0 : Initiators.byPorts(packet);
        boolean initiatorIsA = continued != null
                ? continued.initiatorIsA
                : known >= 0 ? ended.initiatorIsA(known) : sourceIsA != (synAck || ports < 0);
        InitiatorEvidence evidence = continued != null || known >= 0
                ? InitiatorEvidence.EARLIER_PART
                : ports != 0 ? InitiatorEvidence.SERVICE_PORT : InitiatorEvidence.FIRST_PACKET;
        FlowKey key = continued != null ? continued.key : FlowKey.of(packet, sourceIsA, link, tunnel);
        Flow flow = new Flow(key, hash, initiatorIsA, evidence, headerStacks.of(packet), packet, columns.take());
        if (continued != null) {
            flow.continueFrom(continued);
        } else if (known >= 0) {
            flow.continueConnection(ended.connection(known), ended.part(known), ended.counter(known));
            if (flow.tcp != null) {
                ended.restore(known, flow.tcp);
            }
        }
        index.put(flow);
        (flow.isClosing() ? closing : open).append(flow);
        return flow;
    }

    /** The place of the connection that the packet continues, or a negative number when it begins one. */
    private int continuedConnection(DecodedPacket packet, long hash, boolean sourceIsA, long tunnel) {
        boolean sidesDiffer = FlowKeyFields.hasIdOfReceiver(tunnel);
        int known = ended.find(sidesDiffer ? KeyHash.with(hash, sourceIsA, packet.tunnelPath.receiverIds) : hash);
        if (known >= 0 && packet.hasTcpFlags && (packet.tcpFlags & TcpFlags.SYN) != 0) {
            return ended.mayOpenWith(known, sourceIsA, packet.tcp.sequence) ? known : -1;
        }
        return known;
    }

    private static boolean startsWithSynAck(DecodedPacket packet) {
        int synAck = TcpFlags.SYN | TcpFlags.ACK;
        return packet.hasTcpFlags && (packet.tcpFlags & synAck) == synAck;
    }

    private void closeBy(Flow flow, TcpConnection tcp, DecodedPacket packet, boolean sourceIsA, boolean first) {
        boolean reset = (packet.tcpFlags & TcpFlags.RST) != 0;
        if (reset && !tcp.isNear(sourceIsA, packet.tcp.sequence)) {
            // A receiver ignores it (RFC 5961 section 3.2).
            tcp.strayReset();
            reset = false;
        }
        switch (settings.finRstMode()) {
            case BOTH -> {
                if (reset || tcp.hasFinOfBoth()) {
                    tcp.lingersUntil = packet.timestampNanos > Long.MAX_VALUE - LINGER
                            ? Long.MAX_VALUE
                            : packet.timestampNanos + LINGER;
                    open.remove(flow);
                    closing.append(flow);
                }
            }
            case FIRST -> {
                if (!first && (reset || (packet.tcpFlags & TcpFlags.FIN) != 0)) {
                    finish(flow, FlowEnd.END);
                }
            }
            case NEVER -> {}
        }
    }

    private void makeRoom(long now) {
        Flow flow = open.oldest();
        Flow closed = closing.oldest();
        if (flow == null || (closed != null && closed.endNanos() < flow.endNanos())) {
            flow = closed;
        }
        if (flow != null) {
            finish(flow, flow.isClosing() ? FlowEnd.END : isIdle(flow, now) ? FlowEnd.IDLE : FlowEnd.EVICTED);
        }
    }

    /** Moves packets of open flows to the temporary file, of those with the oldest last packet first, until half of the memory is free. */
    private void spill() {
        for (int least : SPILLED_FROM) {
            spill(closing, least);
            spill(open, least);
        }
        spillAt = Math.max(space.limit(), space.used() + space.limit() / RETRY);
    }

    private void spill(FlowList flows, int least) {
        for (Flow flow = flows.oldest(); flow != null && space.used() > space.limit() / 2; flow = flow.newer) {
            if (flow.packets().inMemory() >= least) {
                flow.packets().spill(PacketColumns.FIRST_CAPACITY);
            }
        }
    }

    private void advanceClock(long time) {
        clockMinimum = Math.min(clockMinimum, time);
        latest = Math.max(latest, time);
        if (++clockPackets == CLOCK_PACKETS) {
            expire(clockMinimum);
            clockPackets = 0;
            clockMinimum = Long.MAX_VALUE;
        }
    }

    private void expire(long now) {
        Flow flow = closing.oldest();
        for (int lingering = 0; flow != null && lingering < MAX_CLOCK_AHEAD; flow = closing.oldest()) {
            if (flow.tcp == null || elapsed(flow.tcp.lingersUntil, now) > 0) {
                finish(flow, FlowEnd.END);
            } else if (elapsed(flow.endNanos(), now) > LINGER) {
                // A flow that lingers for long must not keep those after it from ending.
                closing.moveToEnd(flow);
                lingering++;
            } else {
                break;
            }
        }
        int ahead = 0;
        flow = open.oldest();
        while (flow != null && ahead < MAX_CLOCK_AHEAD) {
            if (isIdle(flow, now)) {
                finish(flow, FlowEnd.IDLE);
            } else if (flow.endNanos() > now) {
                // A flow whose clock is fast must not keep the flows after it from ending.
                open.moveToEnd(flow);
                ahead++;
            } else {
                return;
            }
            flow = open.oldest();
        }
    }

    private boolean isIdle(Flow flow, long now) {
        return elapsed(flow.endNanos(), now) > idleNanos;
    }

    /** Nanoseconds from one packet time to another; times that are centuries apart do not wrap around. */
    private static long elapsed(long from, long to) {
        long nanos = to - from;
        boolean overflow = ((to ^ from) & (to ^ nanos)) < 0;
        return overflow ? (to > from ? Long.MAX_VALUE : Long.MIN_VALUE) : nanos;
    }

    private boolean sampled(DecodedPacket packet, boolean sourceIsA, long link, long tunnel) {
        long hash = KeyHash.of(packet, sourceIsA, link, tunnel, settings.samplingSeed());
        return (hash >>> 11) * 0x1.0p-53 < settings.samplingRate();
    }

    /** Remembers an ended connection; by the identifier of each side where the sides of a tunnel have their own. */
    private void remember(Flow flow) {
        TunnelIds ids = FlowKeyFields.hasIdOfReceiver(flow.key.tunnel()) ? flow.tunnelIds() : null;
        if (ids == null) {
            ended.remember(flow, flow.keyHash);
        } else {
            flow.countParts();
            ids.forEach((ofA, id) -> ended.remember(flow, KeyHash.with(flow.keyHash, ofA, id)));
        }
    }

    private void finish(Flow flow, FlowEnd reason) {
        end(flow, reason);
        remember(flow);
        sink.accept(flow);
    }

    private void end(Flow flow, FlowEnd reason) {
        index.remove(flow);
        openPackets -= flow.packets().size();
        heldBytes -= flow.heldBytes();
        (flow.isClosing() ? closing : open).remove(flow);
        flow.end(reason);
    }
}
