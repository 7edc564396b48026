package io.flowjay.cli;

import io.flowjay.record.ExtractionSettings;
import picocli.CommandLine.Option;

/** Options that name files with rules of heuristics. */
final class HeuristicOptions {
    private final ExtractionSettings settings;

    HeuristicOptions(ExtractionSettings settings) {
        this.settings = settings;
    }

    @Option(
            names = "--os-hints",
            paramLabel = "FILE",
            order = 19,
            description = "Rules for operating systems (tcp_os_hint_*). Default: FlowJay's own.")
    void osHints(String file) {
        settings.setOsHints(file);
    }

    @Option(
            names = "--tor-rules",
            paramLabel = "FILE",
            order = 19,
            description = "Rules for Tor (likely_tor). Default: FlowJay's own.")
    void torRules(String file) {
        settings.setTorRules(file);
    }

    @Option(
            names = "--vpn-rules",
            paramLabel = "FILE",
            order = 19,
            description = "Rules for VPNs (likely_vpn). Default: FlowJay's own.")
    void vpnRules(String file) {
        settings.setVpnRules(file);
    }

    @Option(
            names = "--doh-rules",
            paramLabel = "FILE",
            order = 19,
            description = "Rules for DNS over HTTPS (likely_doh). Default: FlowJay's own.")
    void dohRules(String file) {
        settings.setDohRules(file);
    }
}
