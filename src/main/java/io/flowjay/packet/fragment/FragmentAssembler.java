package io.flowjay.packet.fragment;

import io.flowjay.packet.DecodeSettings;
import io.flowjay.packet.DecodedPacket;
import io.flowjay.packet.Outcome;
import io.flowjay.packet.PacketSink;
import io.flowjay.packet.PortsMissing;
import io.flowjay.packet.Progress;
import io.flowjay.packet.frame.Frame;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Puts the fragments of IP packets together (RFC 791 section 3.2, RFC 8200 section 4.5). Memory, number and age of what waits are
 * bounded; fragments that never make a packet are handed over one by one, without ports. Which fragments meet depends only on them and the bounds.
 */
public final class FragmentAssembler {
    private final PacketSink sink;
    private final long timeoutNanos;
    private final long maxBytes;
    private final int maxDatagrams;
    /** A fragment that is handed over without the rest of its packet. */
    private final DecodedPacket alone = new DecodedPacket();
    /** In the order of their first fragments. */
    private final Map<FragmentKey, Datagram> waiting = new LinkedHashMap<>();

    private @Nullable Datagram reassembled;
    private long bytes;
    private long latestNanos = Long.MIN_VALUE;

    public FragmentAssembler(DecodeSettings settings, PacketSink sink) {
        this.sink = sink;
        timeoutNanos = settings.fragmentTimeout().toNanos();
        maxBytes = settings.maxFragmentBytes();
        maxDatagrams = settings.maxFragmentedPackets();
    }

    /** Starts with a packet as read, which is not put together from anything yet. */
    public void start() {
        reassembled = null;
    }

    /** What this packet completed; null when it is not a fragment, or not the last. */
    public @Nullable Datagram reassembled() {
        return reassembled;
    }

    /** Upper-layer protocol of what this packet completed, by its first fragment. */
    public int protocol() {
        return Objects.requireNonNull(reassembled, "nothing was put together").protocol();
    }

    /**
     * Adds a fragment. When it is the one that was missing, the frame continues in what was put together.
     *
     * @return {@link Progress#CONTINUE}, or {@link Progress#HELD} when others are missing, or the fragment itself was there
     *     before, or why the fragment cannot be part of a packet
     */
    public Outcome add(Frame frame, Fragment fragment) {
        if (!fragment.isValid()) {
            return PortsMissing.MALFORMED_FRAGMENT;
        }
        frame.noteRepetition(frame.data(), fragment.header(), fragment.ipLength());
        if (frame.packet.duplicate) {
            return Progress.HELD;
        }
        long now = frame.packet.timestampNanos;
        latestNanos = Math.max(latestNanos, now);
        Datagram datagram = waiting.get(fragment.key());
        if (datagram != null && isTooOld(datagram, now)) {
            giveUp(datagram, PortsMissing.FRAGMENT_TIMEOUT);
            datagram = null;
        }
        if (datagram == null) {
            datagram = new Datagram(fragment, new FragmentOrigin(frame.packet), now);
            waiting.put(fragment.key(), datagram);
            bytes += datagram.bytes();
        }
        if (!datagram.hasRoomFor(reassembled)) {
            giveUp(datagram, PortsMissing.FRAGMENT_EVICTED);
            return PortsMissing.FRAGMENT_EVICTED;
        }
        bytes -= datagram.bytes();
        boolean overlaps = datagram.add(frame, reassembled, fragment);
        bytes += datagram.bytes();
        if (overlaps) {
            sink.fragmentOverlap();
        }
        if (!datagram.isComplete()) {
            makeRoom(now);
            return Progress.HELD;
        }
        forget(datagram);
        datagram.assemble();
        reassembled = datagram;
        frame.continueIn(datagram.data(), datagram.capturedEnd(), datagram.length());
        frame.packet.truncated |= datagram.capturedEnd() < datagram.length();
        return Progress.CONTINUE;
    }

    /** Gives up whatever waits, at the end of the capture. */
    public void end() {
        while (!waiting.isEmpty()) {
            Datagram oldest = oldest();
            giveUp(
                    oldest,
                    isTooOld(oldest, latestNanos) ? PortsMissing.FRAGMENT_TIMEOUT : PortsMissing.FRAGMENT_INCOMPLETE);
        }
        latestNanos = Long.MIN_VALUE;
    }

    private void makeRoom(long now) {
        while (waiting.size() > maxDatagrams || (bytes > maxBytes && !waiting.isEmpty())) {
            Datagram oldest = oldest();
            giveUp(oldest, isTooOld(oldest, now) ? PortsMissing.FRAGMENT_TIMEOUT : PortsMissing.FRAGMENT_EVICTED);
        }
    }

    private Datagram oldest() {
        Iterator<Datagram> inOrder = waiting.values().iterator();
        return inOrder.next();
    }

    private void giveUp(Datagram datagram, PortsMissing reason) {
        forget(datagram);
        datagram.describe(alone);
        alone.portsMissing = reason;
        for (int i = 0; i < datagram.held().size(); i++) {
            datagram.held().showAlone(alone, i);
            sink.decoded(alone);
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
