package io.flowjay.capture;

import java.io.IOException;
import java.sql.Timestamp;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcap4j.core.BpfProgram;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.PcapNetworkInterface;
import org.pcap4j.core.PcapStat;
import org.pcap4j.core.Pcaps;

/** A network interface that libpcap captures from, in a thread of its own that puts the packets into a queue. */
final class InterfaceSource {
    /** After so long the kernel hands over what it has, even if that is little. */
    static final int READ_TIMEOUT_MILLIS = 100;

    private static final int UNTIL_BROKEN = -1;
    private static final int JOIN_MILLIS = 5_000;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int MILLIS_PER_SECOND = 1000;

    private final PcapHandle handle;
    private final PacketQueue queue;
    private final Thread thread;
    private final String what;
    private volatile @Nullable Exception failure;

    private InterfaceSource(PcapHandle handle, PacketQueue queue, String what, String name) {
        this.handle = handle;
        this.queue = queue;
        this.what = what;
        thread = new Thread(this::loop, "flowjay-capture-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Opens an interface and starts to capture.
     *
     * @throws IOException when there is no such interface, when capturing is not permitted, or when libpcap is missing
     */
    static InterfaceSource open(LiveSettings settings, PacketQueue queue) throws IOException {
        String name = settings.interfaceName();
        String what = "cannot capture from " + name;
        PcapHandle handle;
        try {
            handle = PcapLibrary.call(what, () -> activate(settings));
        } catch (IOException e) {
            throw new IOException(e.getMessage() + hint(e), e);
        }
        try {
            if (!settings.filter().isBlank()) {
                PcapLibrary.call("libpcap refuses the filter \"" + settings.filter() + "\"", () -> {
                    handle.setFilter(settings.filter(), BpfProgram.BpfCompileMode.OPTIMIZE);
                    return handle;
                });
            }
            return new InterfaceSource(handle, queue, what, name);
        } catch (IOException | RuntimeException e) {
            handle.close();
            throw e;
        }
    }

    private static PcapHandle activate(LiveSettings settings) throws PcapNativeException {
        return new PcapHandle.Builder(settings.interfaceName())
                .snaplen(settings.snapshotLength())
                .promiscuousMode(
                        settings.promiscuous()
                                ? PcapNetworkInterface.PromiscuousMode.PROMISCUOUS
                                : PcapNetworkInterface.PromiscuousMode.NONPROMISCUOUS)
                .timeoutMillis(READ_TIMEOUT_MILLIS)
                .bufferSize(settings.kernelBufferBytes())
                .timestampPrecision(PcapHandle.TimestampPrecision.NANO)
                .build();
    }

    private static String hint(IOException e) {
        String message = String.valueOf(e.getMessage());
        if (message.contains("ermi")) {
            return "; run as root, or give Java the capabilities CAP_NET_RAW and CAP_NET_ADMIN";
        }
        if (message.contains("No such device") || message.contains("Unknown")) {
            return names();
        }
        return "";
    }

    private static String names() {
        try {
            List<String> names = PcapLibrary.call("", Pcaps::findAllDevs).stream()
                    .map(PcapNetworkInterface::getName)
                    .sorted()
                    .toList();
            return "; valid interfaces: " + String.join(", ", names);
        } catch (IOException e) {
            return "";
        }
    }

    private void loop() {
        try {
            handle.loop(UNTIL_BROKEN, this::captured);
        } catch (InterruptedException e) {
            // That is how breaking the loop shows.
        } catch (PcapNativeException | NotOpenException | RuntimeException e) {
            failure = e;
        }
    }

    private void captured(byte[] data) {
        Timestamp time = handle.getTimestamp();
        long seconds = Math.floorDiv(time.getTime(), MILLIS_PER_SECOND);
        queue.offer(new PacketQueue.Captured(
                data, handle.getOriginalLength(), seconds * NANOS_PER_SECOND + time.getNanos()));
    }

    /** LINKTYPE_ value of the interface. */
    int linkType() {
        return CaptureFilter.linkType(handle.getDlt().value());
    }

    /** Decimal digits of a second in times. */
    int timestampDigits() {
        return handle.getTimestampPrecision() == PcapHandle.TimestampPrecision.NANO ? 9 : 6;
    }

    /** What was lost so far. */
    LiveDrops drops() throws IOException {
        PcapStat statistics = PcapLibrary.call(what, handle::getStats);
        return new LiveDrops(statistics.getNumPacketsDropped(), statistics.getNumPacketsDroppedByIf(), queue.dropped());
    }

    /** Has capturing end; {@link #hasEnded()} tells when it has. */
    void end() {
        try {
            handle.breakLoop();
        } catch (NotOpenException e) {
            // It has ended.
        }
    }

    /** Whether no more packets will come into the queue. */
    boolean hasEnded() {
        return !thread.isAlive();
    }

    /**
     * Why capturing ended by itself.
     *
     * @throws IOException when it did, with libpcap's reason: the interface went down, for example
     */
    void throwFailure() throws IOException {
        Exception cause = failure;
        if (cause != null) {
            throw new IOException(what + " any more: " + cause.getMessage(), cause);
        }
    }

    /** Ends capturing. Where it does not end, the handle stays open: closing would wait for it. */
    void close() throws IOException {
        end();
        try {
            thread.join(JOIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!hasEnded()) {
            throw new IOException(what + ": libpcap does not end the capture");
        }
        handle.close();
    }
}
