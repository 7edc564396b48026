package io.flowjay.cli;

import io.flowjay.record.ExtractionSettings;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Options that say how far packets are decoded. */
final class DecodeOptions {
    private final ExtractionSettings settings;

    DecodeOptions(ExtractionSettings settings) {
        this.settings = settings;
    }

    @Option(
            names = "--filter",
            paramLabel = "BPF",
            order = 27,
            description = "Only packets that match (pcap-filter(7), as tcpdump takes it); needs libpcap. Default: all.")
    void filter(String expression) {
        settings.setFilter(expression);
    }

    @Option(
            names = "--decapsulate",
            negatable = true,
            order = 28,
            defaultValue = "true",
            fallbackValue = "true",
            description =
                    "A packet inside a tunnel belongs to the innermost flow, else to the outermost. Default: true.")
    void decapsulate(boolean value) {
        settings.setDecapsulate(value);
    }

    @Option(
            names = "--max-tunnel-depth",
            paramLabel = "N",
            order = 28,
            description = "Tunnels inside one another that are followed. Default: 8.")
    void maxTunnelDepth(int value) {
        settings.setMaxTunnelDepth(value);
    }

    @Option(
            names = "--fragment-timeout",
            paramLabel = "DURATION",
            order = 29,
            description = "A fragmented packet that is not whole after this is given up. Default: 60s.")
    void fragmentTimeout(Duration value) {
        settings.setFragmentTimeout(value);
    }

    @Option(
            names = "--max-fragment-bytes",
            paramLabel = "N",
            order = 29,
            description = "Memory for fragments that wait for others. Default: 16777216.")
    void maxFragmentBytes(long value) {
        settings.setMaxFragmentBytes(value);
    }

    @Option(
            names = "--max-fragmented-packets",
            paramLabel = "N",
            order = 29,
            description = "Fragmented packets that wait at once. Default: 10000.")
    void maxFragmentedPackets(int value) {
        settings.setMaxFragmentedPackets(value);
    }
}
