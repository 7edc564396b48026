package io.flowjay.capture;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The packets of a network interface, captured by libpcap, with their times in nanoseconds. It ends after its duration, when it is
 * told to, or, with an error, when the interface goes away; packets that were captured before come first.
 *
 * <p>About once a second {@link #next} hands out a {@link RawPacket.Kind#CLOCK}, so that flows end by the clock when no packet
 * comes. A reader that is slower than the packets come loses some; {@link #drops()} tells how many, and a warning is logged.
 */
public final class LiveCapture implements CaptureReader {
    private static final Logger LOG = LoggerFactory.getLogger(LiveCapture.class);
    private static final long POLL_MILLIS = 50;
    private static final long CLOCK_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long WARNING_NANOS = TimeUnit.SECONDS.toNanos(10);
    /** Longer than a packet can be on its way through the kernel's buffer. */
    private static final long CLOCK_BEHIND_NANOS = TimeUnit.SECONDS.toNanos(2);
    /** What came before the end is handed over by the kernel within this time, on a busy machine too. */
    private static final long LAST_NANOS = TimeUnit.MILLISECONDS.toNanos(5 * InterfaceSource.READ_TIMEOUT_MILLIS);

    private static final int CLOCK_DIGITS = 9;
    private static final int ID_BYTES = 32;

    private final LiveSettings settings;
    private final BooleanSupplier stop;
    private final PacketQueue queue;
    private final InterfaceSource source;
    private final String captureId;
    private final int linkType;
    private final int digits;
    private final long startNanos = System.nanoTime();
    private long clockNanos = startNanos;
    private long warningNanos = startNanos - WARNING_NANOS;
    private long endNanos;
    private boolean ending;
    private boolean closed;
    private long lastTimestamp = RawPacket.NO_TIMESTAMP;
    private long packets;
    private long bytes;
    private LiveDrops drops = LiveDrops.NONE;
    private Runnable onClock = () -> {};

    private LiveCapture(LiveSettings settings, BooleanSupplier stop) throws IOException {
        this.settings = settings;
        this.stop = stop;
        queue = new PacketQueue(settings.queueBytes());
        source = InterfaceSource.open(settings, queue);
        linkType = source.linkType();
        digits = source.timestampDigits();
        captureId = CaptureId.ofStream(settings.interfaceName(), unique());
    }

    /**
     * Opens an interface and starts to capture.
     *
     * @param settings what to capture
     * @param stop asked several times a second by the thread that reads; once it answers true, the capture ends
     * @throws IOException when there is no such interface, capturing is not permitted, the filter is wrong, or libpcap is missing
     */
    public static LiveCapture open(LiveSettings settings, BooleanSupplier stop) throws IOException {
        return new LiveCapture(settings, stop);
    }

    @Override
    public boolean next(RawPacket into) throws IOException {
        try {
            while (true) {
                long now = System.nanoTime();
                if (now - clockNanos >= CLOCK_NANOS) {
                    clock(now, into);
                    return true;
                }
                watchEnd(now);
                boolean ended = source.hasEnded();
                PacketQueue.Captured packet = queue.poll(ended ? 0 : POLL_MILLIS);
                if (packet != null) {
                    packet(packet, into);
                    return true;
                }
                if (ended) {
                    source.throwFailure();
                    lookAtDrops();
                    return false;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while capturing from " + settings.interfaceName());
        }
    }

    private void packet(PacketQueue.Captured packet, RawPacket into) {
        into.bytes(packet.data, 0, packet.data.length, packet.wireLength);
        into.time(packet.timestampNanos, digits);
        into.link(linkType, 0, 0, name());
        into.place(++packets, bytes);
        bytes += packet.data.length;
        lastTimestamp = packet.timestampNanos;
    }

    /** Has something done about once a second by the thread that reads, whether packets come or not. */
    public void onClock(Runnable action) {
        onClock = action;
    }

    private void clock(long now, RawPacket into) throws IOException {
        clockNanos = now;
        lookAtDrops();
        onClock.run();
        if (drops.total() > 0 && now - warningNanos >= WARNING_NANOS) {
            warningNanos = now;
            LOG.warn("{}: packets dropped so far: {}", settings.interfaceName(), drops.text());
        }
        boolean waiting = !queue.isEmpty();
        long wall = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
        into.bytes(new byte[0], 0, 0, 0);
        into.kind(RawPacket.Kind.CLOCK);
        into.time(waiting ? lastTimestamp : wall - CLOCK_BEHIND_NANOS, CLOCK_DIGITS);
    }

    private void lookAtDrops() throws IOException {
        drops = source.drops();
    }

    private void watchEnd(long now) {
        if (!ending) {
            long duration = settings.duration().isZero() ? Long.MAX_VALUE : nanos();
            ending = now - startNanos >= duration || stop.getAsBoolean();
            endNanos = now + LAST_NANOS;
        } else if (now - endNanos >= 0) {
            source.end();
        }
    }

    private long nanos() {
        return TimeUnit.NANOSECONDS.convert(settings.duration());
    }

    private static byte[] unique() {
        UUID random = UUID.randomUUID();
        return ByteBuffer.allocate(ID_BYTES)
                .putLong(random.getMostSignificantBits())
                .putLong(random.getLeastSignificantBits())
                .putLong(System.currentTimeMillis())
                .putLong(System.nanoTime())
                .array();
    }

    /** Packets lost, as of the last second; complete at the end. */
    public LiveDrops drops() {
        return drops;
    }

    /** The interface's name. */
    @Override
    public String name() {
        return settings.interfaceName();
    }

    /** An id of its own for every capture: nobody captures the same packets twice. */
    @Override
    public String captureId() {
        return captureId;
    }

    @Override
    public boolean isLive() {
        return true;
    }

    @Override
    public CaptureFormat format() {
        return CaptureFormat.LIVE;
    }

    /** Those of the kernel and of the interface. */
    @Override
    public long packetsDropped() {
        return drops.kernel() + drops.networkInterface();
    }

    @Override
    public long packetsOverrun() {
        return drops.queue();
    }

    @Override
    public long bytesRead() {
        return bytes;
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            try {
                lookAtDrops();
            } finally {
                source.close();
            }
        }
    }
}
