package io.flowjay.cli;

import io.flowjay.record.ExtractionSettings;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Options that say what a flow is, how it is named, and how many threads find them. */
final class FlowOptions {
    private final ExtractionSettings settings;

    FlowOptions(ExtractionSettings settings) {
        this.settings = settings;
    }

    @Option(
            names = "--idle-timeout",
            paramLabel = "DURATION",
            order = 20,
            description = "A flow without a packet for longer than this ends; 0: never. Default: 60s.")
    void idleTimeout(Duration value) {
        settings.setIdleTimeout(value);
    }

    @Option(
            names = "--active-timeout",
            paramLabel = "DURATION",
            order = 21,
            description = "A flow that lasts longer than this is cut and continued; 0: never. Default: 0.")
    void activeTimeout(Duration value) {
        settings.setActiveTimeout(value);
    }

    @Option(
            names = "--fin-rst-mode",
            paramLabel = "MODE",
            order = 22,
            description =
                    "TCP control bits that end a flow: both (default: FIN from both sides, or RST), first, never.")
    void finRstMode(String value) {
        settings.setFinRstMode(value);
    }

    @Option(
            names = "--max-flow-packets",
            paramLabel = "N",
            order = 23,
            description = "A flow of this many packets is cut and continued. Default: 1000000.")
    void maxFlowPackets(int value) {
        settings.setMaxFlowPackets(value);
    }

    @Option(
            names = "--max-open-flows",
            paramLabel = "N",
            order = 24,
            description = "Open flows at a time; beyond that the oldest is given up. Default: 250000.")
    void maxOpenFlows(int value) {
        settings.setMaxOpenFlows(value);
    }

    @Option(
            names = "--max-open-packets",
            paramLabel = "N",
            order = 24,
            description =
                    "Packets that open flows hold together; beyond that the oldest is given up. Default: 2000000.")
    void maxOpenPackets(int value) {
        settings.setMaxOpenPackets(value);
    }

    @Option(
            names = "--max-held-bytes",
            paramLabel = "BYTES",
            order = 24,
            description = "Memory for what was read of the payload of open flows; beyond that the oldest is given up. "
                    + "Default: 268435456.")
    void maxHeldBytes(long value) {
        settings.setMaxHeldBytes(value);
    }

    @Option(names = "--vlan-in-key", order = 25, description = "The same 5-tuple in another VLAN is another flow.")
    void vlanInKey(boolean value) {
        settings.setVlanInKey(value);
    }

    @Option(
            names = "--sampling-rate",
            paramLabel = "SHARE",
            order = 26,
            description = "Share of 5-tuples to keep, 0 to 1. Default: 1.")
    void samplingRate(double value) {
        settings.setSamplingRate(value);
    }

    @Option(
            names = "--sampling-seed",
            paramLabel = "N",
            order = 27,
            description = "Seed of the hash that chooses them. Default: 0.")
    void samplingSeed(long value) {
        settings.setSamplingSeed(value);
    }

    @Option(
            names = "--anonymize-ips",
            order = 30,
            description = "Replace addresses and ids by an HMAC-SHA-256 under --anonymization-key.")
    void anonymizeIps(boolean value) {
        settings.setAnonymizeIps(value);
    }

    @Option(
            names = "--anonymization-key",
            paramLabel = "KEY",
            order = 31,
            defaultValue = "${env:FLOWJAY_ANONYMIZATION_KEY}",
            description = "Key of the HMAC; also from FLOWJAY_ANONYMIZATION_KEY, where other users do not see it.")
    void anonymizationKey(String value) {
        if (value != null) {
            settings.setAnonymizationKey(value);
        }
    }

    @Option(
            names = "--flow-id-salt",
            paramLabel = "TEXT",
            order = 32,
            description = "Text in front of the 5-tuple when flow_id is hashed.")
    void flowIdSalt(String value) {
        settings.setFlowIdSalt(value);
    }

    @Option(
            names = "--community-id-seed",
            paramLabel = "N",
            order = 33,
            description = "Seed of the Community ID, 0 to 65535. Default: 0.")
    void communityIdSeed(int value) {
        settings.setCommunityIdSeed(value);
    }

    @Option(
            names = "--threads",
            paramLabel = "N",
            order = 34,
            description = "Threads that work on one capture; 0 (default): one per processor. No result depends on it.")
    void threads(int value) {
        settings.setThreads(value);
    }
}
