package io.flowjay.capture;

import java.time.Duration;

/**
 * How packets are captured from a network interface.
 *
 * @param interfaceName for example {@code eth0}; {@code any} for all of them, where the system has that
 * @param filter capture filter in the syntax of pcap-filter(7), which the kernel runs; empty for none
 * @param duration how long to capture; zero: until it is stopped
 * @param promiscuous whether packets for other hosts are taken too
 * @param snapshotLength bytes of a packet that are kept
 * @param kernelBufferBytes the kernel's buffer; what finds no room there is dropped by the kernel
 * @param queueBytes memory for packets that wait to be read; what finds no room there is dropped by FlowJay
 */
public record LiveSettings(
        String interfaceName,
        String filter,
        Duration duration,
        boolean promiscuous,
        int snapshotLength,
        int kernelBufferBytes,
        long queueBytes) {

    private static final int KERNEL_BUFFER_BYTES = 16 << 20;
    private static final long QUEUE_BYTES = 64L << 20;

    /**
     * @throws IllegalArgumentException naming the setting and its value
     */
    public LiveSettings {
        check(!interfaceName.isBlank(), "interface", interfaceName);
        check(!duration.isNegative(), "duration", duration);
        check(snapshotLength > 0, "snapshotLength", snapshotLength);
        check(kernelBufferBytes > 0, "kernelBufferBytes", kernelBufferBytes);
        check(queueBytes > 0, "queueBytes", queueBytes);
    }

    private static void check(boolean valid, String name, Object value) {
        if (!valid) {
            throw new IllegalArgumentException(name + " must not be \"" + value + "\"");
        }
    }

    /** All packets of an interface, whole, until the capture is stopped; a kernel buffer of 16 MiB and a queue of 64 MiB. */
    public static LiveSettings of(String interfaceName) {
        return new LiveSettings(
                interfaceName, "", Duration.ZERO, true, FileCapture.MAX_PACKET_BYTES, KERNEL_BUFFER_BYTES, QUEUE_BYTES);
    }

    /** These settings with a filter. */
    public LiveSettings withFilter(String other) {
        return new LiveSettings(
                interfaceName, other, duration, promiscuous, snapshotLength, kernelBufferBytes, queueBytes);
    }

    /** These settings with an end. */
    public LiveSettings withDuration(Duration other) {
        return new LiveSettings(
                interfaceName, filter, other, promiscuous, snapshotLength, kernelBufferBytes, queueBytes);
    }

    /** These settings with other buffers. */
    public LiveSettings withBuffers(int kernelBytes, long waitingBytes) {
        return new LiveSettings(
                interfaceName, filter, duration, promiscuous, snapshotLength, kernelBytes, waitingBytes);
    }
}
