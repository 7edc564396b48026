package io.flowjay.capture;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Packets between the thread that captures them and the one that reads them: bounded in memory, and what finds no room is counted. */
final class PacketQueue {
    /** Objects around a packet's bytes. */
    static final int OVERHEAD_BYTES = 128;

    /** A captured packet: its bytes, how many it had on the wire, and when it came, in nanoseconds since the Unix epoch. */
    static final class Captured {
        final byte[] data;
        final int wireLength;
        final long timestampNanos;

        Captured(byte[] data, int wireLength, long timestampNanos) {
            this.data = data;
            this.wireLength = wireLength;
            this.timestampNanos = timestampNanos;
        }

        private long memory() {
            return data.length + (long) OVERHEAD_BYTES;
        }
    }

    private final BlockingQueue<Captured> packets = new LinkedBlockingQueue<>();
    private final AtomicLong held = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final long maxBytes;

    /**
     * @param maxBytes memory for packets that wait
     */
    PacketQueue(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Adds a packet, or counts it as dropped. */
    void offer(Captured packet) {
        if (held.addAndGet(packet.memory()) > maxBytes) {
            held.addAndGet(-packet.memory());
            dropped.incrementAndGet();
        } else {
            packets.add(packet);
        }
    }

    /** The oldest packet, or null when there is none within the time. */
    @Nullable
    Captured poll(long millis) throws InterruptedException {
        Captured packet = packets.poll(millis, TimeUnit.MILLISECONDS);
        if (packet != null) {
            held.addAndGet(-packet.memory());
        }
        return packet;
    }

    boolean isEmpty() {
        return packets.isEmpty();
    }

    /** Packets that found no room. */
    long dropped() {
        return dropped.get();
    }
}
