package io.flowjay.cli;

import io.flowjay.capture.LiveSettings;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Options that say how packets are captured from an interface. */
final class LiveOptions {
    @Option(
            names = "--duration",
            paramLabel = "DURATION",
            order = 1,
            defaultValue = "0",
            description = "How long to capture; 0 (default): until Ctrl-C.")
    private Duration duration = Duration.ZERO;

    @Option(
            names = "--promiscuous",
            negatable = true,
            order = 6,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Take packets for other hosts too. Default: true.")
    private boolean promiscuous = true;

    @Option(
            names = "--snapshot-length",
            paramLabel = "BYTES",
            order = 6,
            defaultValue = "262144",
            description = "Bytes of a packet that are kept. Default: ${DEFAULT-VALUE}.")
    private int snapshotLength;

    @Option(
            names = "--kernel-buffer-bytes",
            paramLabel = "BYTES",
            order = 6,
            defaultValue = "16777216",
            description = "Buffer of the kernel; what finds no room there is dropped. Default: ${DEFAULT-VALUE}.")
    private int kernelBufferBytes;

    @Option(
            names = "--queue-bytes",
            paramLabel = "BYTES",
            order = 6,
            defaultValue = "67108864",
            description =
                    "Memory for packets that wait; what finds no room there is dropped. Default: ${DEFAULT-VALUE}.")
    private long queueBytes;

    /**
     * The settings for an interface.
     *
     * @throws IllegalArgumentException naming the option that is wrong
     */
    LiveSettings settings(String interfaceName, String filter) {
        return new LiveSettings(
                interfaceName, filter, duration, promiscuous, snapshotLength, kernelBufferBytes, queueBytes);
    }
}
