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
import java.util.Objects;
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

    /** A SYN that nobody answers begins a connection of its own when the ports were quiet for longer before it. */
    private static final long QUIET = 1_000_000_000L;

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
    /** Attempts to open a connection in place of a flow's. */
    private int attempts;

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
        payload = needs.equals(PayloadNeeds.NONE) ? null : new PayloadReader(needs, settings.checksums());
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
        if (flow != null && flow.tcp != null && flow.tcp.attempt != null && packet.hasTcpFlags) {
            flow = settle(flow, flow.tcp, flow.tcp.attempt, packet, sourceIsA);
        }
        Flow continued = null;
        FlowEnd reason = flow == null ? null : cutBefore(flow, packet, sourceIsA);
        while (flow != null && reason != null) {
            continued = reason == FlowEnd.ACTIVE ? flow : null;
            flow = finish(flow, reason);
            reason = flow == null ? null : cutBefore(flow, packet, sourceIsA);
        }
        if (flow == null) {
            flow = start(packet, hash, sourceIsA, link, tunnel, continued);
        }
        if (isSyn(packet)
                && flow.tcp != null
                && opens(flow, flow.tcp, packet, sourceIsA) == TcpConnection.Opens.PERHAPS_ANOTHER) {
            addToAttempt(flow, flow.tcp, packet, sourceIsA);
        } else {
            add(flow, packet, sourceIsA);
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

    /** Counts a packet that was captured before, for its flow if that is open. */
    public void addDuplicate(DecodedPacket packet) {
        boolean sourceIsA = FlowKey.sourceIsA(packet);
        long link = settings.key().link(packet);
        long tunnel = settings.key().tunnel(packet);
        long hash = KeyHash.of(packet, sourceIsA, link, tunnel, hashSeed);
        Flow flow = index.find((int) hash, packet, sourceIsA, link, tunnel);
        if (flow != null) {
            flow.countDuplicate();
        }
    }

    private void add(Flow flow, DecodedPacket packet, boolean sourceIsA) {
        boolean first = flow.packets().size() == 0;
        TcpConnection tcp = flow.tcp;
        if (tcp != null && tcp.isClosing() && !first) {
            tcp.linger(flow.endNanos(), packet.timestampNanos);
        }
        read(flow, packet, sourceIsA);
        if (flow.isClosing()) {
            closing.moveToEnd(flow);
        } else {
            open.moveToEnd(flow);
            if (tcp != null && packet.hasTcpFlags) {
                closeBy(flow, tcp, packet, sourceIsA, first);
            }
        }
    }

    private void read(Flow flow, DecodedPacket packet, boolean sourceIsA) {
        boolean backward = sourceIsA != flow.initiatorIsA;
        flow.add(packet, backward);
        openPackets++;
        if (payload != null && payload.read(flow, packet, backward)) {
            heldBytes += flow.sumHeldBytes();
        }
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
        for (FlowList flows : List.of(open, closing)) {
            for (Flow flow = flows.oldest(); flow != null; flow = flow.newer) {
                rest.add(flow);
            }
        }
        for (Flow flow : List.copyOf(rest)) {
            Flow attempt = settleAtEnd(flow);
            if (attempt != null) {
                open(attempt);
                rest.add(attempt);
            }
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
            if (Times.elapsed(tcp.lingersUntil, time) > 0) {
                return FlowEnd.END;
            }
        } else if (isIdle(flow, time)) {
            return FlowEnd.IDLE;
        }
        if (tcp != null && isSyn(packet) && opens(flow, tcp, packet, sourceIsA) == TcpConnection.Opens.ANOTHER) {
            return FlowEnd.END;
        }
        boolean cut = Times.elapsed(flow.startNanos(), time) > activeNanos
                || flow.packets().size() >= maxFlowPackets;
        return cut ? FlowEnd.ACTIVE : null;
    }

    private static boolean isSyn(DecodedPacket packet) {
        return packet.hasTcpFlags && (packet.tcpFlags & TcpFlags.SYN) != 0;
    }

    private static TcpConnection.Opens opens(Flow flow, TcpConnection tcp, DecodedPacket syn, boolean sourceIsA) {
        return flow.packets().size() == 0 ? TcpConnection.Opens.THIS : tcp.opens(syn, sourceIsA, flow.startNanos());
    }

    /** Adds a SYN to the attempt to open another connection, until a later segment shows whether it is one. */
    private void addToAttempt(Flow flow, TcpConnection tcp, DecodedPacket syn, boolean sourceIsA) {
        Flow attempt = tcp.attempt;
        if (attempt == null) {
            attempt = new Flow(
                    flow.key,
                    flow.keyHash,
                    sourceIsA,
                    InitiatorEvidence.FIRST_PACKET,
                    headerStacks.of(syn),
                    syn,
                    columns.take());
            tcp.attempt = attempt;
            attempts++;
        }
        read(attempt, syn, sourceIsA);
        if (index.size() + attempts > settings.maxOpenFlows()) {
            takeForStray(flow, tcp, attempt);
        }
    }

    /** The flow that a segment belongs to after it may have shown which connection goes on. */
    private Flow settle(Flow flow, TcpConnection tcp, Flow attempt, DecodedPacket segment, boolean sourceIsA) {
        TcpConnection other = Objects.requireNonNull(attempt.tcp, "what a SYN begins is TCP");
        switch (tcp.shows(other, attempt.firstFromA, segment, sourceIsA)) {
            case THIS -> takeForStray(flow, tcp, attempt);
            case ANOTHER -> {
                drop(tcp);
                finish(flow, FlowEnd.END);
                open(attempt);
                return attempt;
            }
            case NOTHING -> {}
        }
        return flow;
    }

    /** What a flow's end makes of an attempt to open another connection: a connection of its own, or null. */
    private @Nullable Flow settleAtEnd(Flow flow) {
        TcpConnection tcp = flow.tcp;
        Flow attempt = tcp == null ? null : tcp.attempt;
        if (tcp == null || attempt == null) {
            return null;
        }
        if (tcp.isClosing() || Times.elapsed(flow.endNanos(), attempt.startNanos()) > QUIET) {
            drop(tcp);
            return attempt;
        }
        takeForStray(flow, tcp, attempt);
        return null;
    }

    private void drop(TcpConnection tcp) {
        tcp.attempt = null;
        attempts--;
    }

    private void takeForStray(Flow flow, TcpConnection tcp, Flow attempt) {
        drop(tcp);
        flow.takeForStray(attempt);
        heldBytes -= attempt.heldBytes();
        columns.give(attempt.packets());
    }

    private void open(Flow flow) {
        index.put(flow);
        (flow.isClosing() ? closing : open).append(flow);
    }

    private Flow start(
            DecodedPacket packet, long hash, boolean sourceIsA, long link, long tunnel, @Nullable Flow continued) {
        if (index.size() + attempts >= settings.maxOpenFlows()) {
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
        open(flow);
        return flow;
    }

    /** The place of the connection that the packet continues, or a negative number when it begins one. */
    private int continuedConnection(DecodedPacket packet, long hash, boolean sourceIsA, long tunnel) {
        boolean sidesDiffer = FlowKeyFields.hasIdOfReceiver(tunnel);
        int known = ended.find(sidesDiffer ? KeyHash.with(hash, sourceIsA, packet.tunnelPath.receiverIds) : hash);
        if (known >= 0 && isSyn(packet)) {
            return ended.isOpenedBy(known, sourceIsA, packet) ? known : -1;
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
            tcp.addStrays(1);
            reset = false;
        }
        switch (settings.finRstMode()) {
            case BOTH -> {
                if (reset || tcp.hasFinOfBoth()) {
                    tcp.close(packet.timestampNanos);
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
            if (flow.tcp == null || Times.elapsed(flow.tcp.lingersUntil, now) > 0) {
                finish(flow, FlowEnd.END);
            } else if (Times.elapsed(flow.endNanos(), now) > TcpConnection.LINGER) {
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
        return Times.elapsed(flow.endNanos(), now) > idleNanos;
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

    /** Ends a flow. Answers the flow that takes its place: what a SYN with another number has begun. */
    private @Nullable Flow finish(Flow flow, FlowEnd reason) {
        Flow attempt = settleAtEnd(flow);
        end(flow, reason);
        remember(flow);
        sink.accept(flow);
        if (attempt != null) {
            open(attempt);
        }
        return attempt;
    }

    private void end(Flow flow, FlowEnd reason) {
        index.remove(flow);
        openPackets -= flow.packets().size();
        heldBytes -= flow.heldBytes();
        (flow.isClosing() ? closing : open).remove(flow);
        flow.end(reason);
    }
}
