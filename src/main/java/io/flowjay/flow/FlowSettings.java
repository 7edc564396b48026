package io.flowjay.flow;

import io.flowjay.packet.DecodeSettings;
import java.time.Duration;

/**
 * What makes packets of a capture into flows.
 *
 * @param idleTimeout a flow without a packet for longer than this ends; zero: never
 * @param activeTimeout a flow that lasts longer than this is cut and continued; zero: never
 * @param finRstMode which TCP control bits end a flow
 * @param maxFlowPackets a flow of this many packets is cut and continued
 * @param maxOpenFlows the flow with the oldest last packet is given up when a new flow would exceed this
 * @param vlanInKey whether the same 5-tuple in another VLAN is another flow
 * @param samplingRate share of 5-tuples to keep, 0 to 1
 * @param samplingSeed seed of the hash that chooses them
 * @param maxOpenPackets packets that all open flows may hold together; beyond that the flow with the oldest last packet is given up
 * @param maxHeldBytes memory for what was read of the payload of all open flows, in bytes; beyond that too the flow with the oldest last
 *     packet is given up
 * @param decoding how far packets are decoded
 */
public record FlowSettings(
        Duration idleTimeout,
        Duration activeTimeout,
        FinRstMode finRstMode,
        int maxFlowPackets,
        int maxOpenFlows,
        boolean vlanInKey,
        double samplingRate,
        long samplingSeed,
        int maxOpenPackets,
        long maxHeldBytes,
        DecodeSettings decoding) {

    private static final int DEFAULT_OPEN_PACKETS = 2_000_000;
    private static final long DEFAULT_HELD_BYTES = 256L << 20;

    /** Idle timeout 60 s, no active timeout, 1,000,000 packets a flow, 250,000 open flows with 2,000,000 packets, everything kept. */
    public static final FlowSettings DEFAULT =
            new FlowSettings(Duration.ofSeconds(60), Duration.ZERO, FinRstMode.BOTH, 1_000_000, 250_000, false, 1.0, 0);

    /** Settings with the default bound of open packets, and decoding as it is by default. */
    public FlowSettings(
            Duration idleTimeout,
            Duration activeTimeout,
            FinRstMode finRstMode,
            int maxFlowPackets,
            int maxOpenFlows,
            boolean vlanInKey,
            double samplingRate,
            long samplingSeed) {
        this(
                idleTimeout,
                activeTimeout,
                finRstMode,
                maxFlowPackets,
                maxOpenFlows,
                vlanInKey,
                samplingRate,
                samplingSeed,
                DEFAULT_OPEN_PACKETS,
                DEFAULT_HELD_BYTES,
                DecodeSettings.DEFAULT);
    }

    /** These settings with another bound of open packets. */
    public FlowSettings withMaxOpenPackets(int other) {
        return with(other, maxHeldBytes, decoding);
    }

    /** These settings with another bound of memory for what was read of payload. */
    public FlowSettings withMaxHeldBytes(long other) {
        return with(maxOpenPackets, other, decoding);
    }

    /** These settings with other decoding. */
    public FlowSettings withDecoding(DecodeSettings other) {
        return with(maxOpenPackets, maxHeldBytes, other);
    }

    private FlowSettings with(int openPackets, long heldBytes, DecodeSettings decodeSettings) {
        return new FlowSettings(
                idleTimeout,
                activeTimeout,
                finRstMode,
                maxFlowPackets,
                maxOpenFlows,
                vlanInKey,
                samplingRate,
                samplingSeed,
                openPackets,
                heldBytes,
                decodeSettings);
    }

    /**
     * @throws IllegalArgumentException naming the setting and its value
     */
    public FlowSettings {
        check(!idleTimeout.isNegative(), "idleTimeout", idleTimeout);
        check(!activeTimeout.isNegative(), "activeTimeout", activeTimeout);
        check(maxFlowPackets > 0, "maxFlowPackets", maxFlowPackets);
        check(maxOpenFlows > 0, "maxOpenFlows", maxOpenFlows);
        check(maxOpenPackets > 0, "maxOpenPackets", maxOpenPackets);
        check(maxHeldBytes > 0, "maxHeldBytes", maxHeldBytes);
        check(samplingRate >= 0 && samplingRate <= 1, "samplingRate", samplingRate);
    }

    private static void check(boolean valid, String name, Object value) {
        if (!valid) {
            throw new IllegalArgumentException(name + " must not be " + value);
        }
    }
}
