package io.flowjay.packet;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts the fragments of IP packets together (RFC 791 section 3.2, RFC 8200 section 4.5). Memory, number and age of what waits are
 * bounded; whatever is given up is counted packet by packet. Which fragments meet depends on themselves and the bounds alone.
 */
final class FragmentAssembler {
    private final PacketSink sink;
    private final long timeoutNanos;
    private final long maxBytes;
    private final int maxDatagrams;
    /** In the order of their first fragments. */
    private final Map<FragmentKey, Datagram> waiting = new LinkedHashMap<>();

    private long bytes;
    private long latestNanos = Long.MIN_VALUE;

    FragmentAssembler(DecodeSettings settings, PacketSink sink) {
        this.sink = sink;
        timeoutNanos = settings.fragmentTimeout().toNanos();
        maxBytes = settings.maxFragmentBytes();
        maxDatagrams = settings.maxFragmentedPackets();
    }

    /**
     * Adds a fragment. When it is the one that was missing, the packet goes on with what was put together; else it is held.
     *
     * @return why the fragment is ignored, or null
     */
    @Nullable
    Ignored add(DecodedPacket packet, Fragment fragment) {
        if (!fragment.isValid()) {
            return Ignored.MALFORMED_IP;
        }
        long now = packet.timestampNanos;
        latestNanos = Math.max(latestNanos, now);
        Datagram datagram = waiting.get(fragment.key());
        if (datagram != null && isTooOld(datagram, now)) {
            giveUp(datagram, Ignored.FRAGMENT_TIMEOUT);
            datagram = null;
        }
        if (datagram == null) {
            datagram = new Datagram(fragment.key(), now);
            waiting.put(fragment.key(), datagram);
            bytes += datagram.bytes();
        }
        if (!datagram.hasRoomFor(packet)) {
            giveUp(datagram, Ignored.FRAGMENT_EVICTED);
            return Ignored.FRAGMENT_EVICTED;
        }
        bytes -= datagram.bytes();
        boolean overlaps = datagram.add(packet, fragment);
        bytes += datagram.bytes();
        if (overlaps) {
            sink.fragmentOverlap();
        }
        if (datagram.isComplete()) {
            forget(datagram);
            datagram.assemble();
            packet.continueIn(datagram);
        } else {
            packet.held = true;
            makeRoom(now);
        }
        return null;
    }

    /** Gives up whatever waits, at the end of the capture. */
    void end() {
        while (!waiting.isEmpty()) {
            Datagram oldest = oldest();
            giveUp(oldest, isTooOld(oldest, latestNanos) ? Ignored.FRAGMENT_TIMEOUT : Ignored.FRAGMENT_INCOMPLETE);
        }
        latestNanos = Long.MIN_VALUE;
    }

    private void makeRoom(long now) {
        while (waiting.size() > maxDatagrams || (bytes > maxBytes && !waiting.isEmpty())) {
            Datagram oldest = oldest();
            giveUp(oldest, isTooOld(oldest, now) ? Ignored.FRAGMENT_TIMEOUT : Ignored.FRAGMENT_EVICTED);
        }
    }

    private Datagram oldest() {
        Iterator<Datagram> inOrder = waiting.values().iterator();
        return inOrder.next();
    }

    private void giveUp(Datagram datagram, Ignored reason) {
        forget(datagram);
        for (int i = 0; i < datagram.held().size(); i++) {
            sink.ignored(reason);
        }
    }

    private void forget(Datagram datagram) {
        waiting.remove(datagram.key);
        bytes -= datagram.bytes();
    }

    private boolean isTooOld(Datagram datagram, long now) {
        long age = now - datagram.firstNanos;
        boolean beyondAnyAge = now > datagram.firstNanos && age < 0;
        return age > timeoutNanos || beyondAnyAge;
    }
}
