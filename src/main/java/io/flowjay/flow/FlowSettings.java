package io.flowjay.flow;

import io.flowjay.packet.DecodeSettings;
import io.flowjay.settings.ChecksumMode;
import io.flowjay.settings.FinRstMode;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.time.Duration;

/**
 * What makes packets of a capture into flows.
 *
 * @param idleTimeout a flow without a packet for longer than this ends; zero: never
 * @param activeTimeout a flow that lasts longer than this is cut and continued; zero: never
 * @param finRstMode which TCP control bits end a flow
 * @param maxFlowPackets a flow of this many packets is cut and continued; 0: never
 * @param maxOpenFlows the flow with the oldest last packet ends when a new flow would exceed this
 * @param key what tells flows of the same 5-tuple apart
 * @param samplingRate share of 5-tuples to keep, 0 to 1
 * @param samplingSeed seed of the hash that chooses them
 * @param maxOpenPackets packets that all open flows may hold together; beyond that the flow with the oldest last packet ends; 0: never
 * @param maxMemory memory for packets of flows in bytes; more move to a temporary file
 * @param maxHeldBytes memory for payload that open flows have read, in bytes; beyond that too the flow with the oldest last packet ends
 * @param maxEndedConnections ended connections that are remembered, so that a later packet continues one
 * @param checksums what a wrong checksum means
 * @param decoding how far packets are decoded
 */
public record FlowSettings(
        Duration idleTimeout,
        Duration activeTimeout,
        FinRstMode finRstMode,
        int maxFlowPackets,
        int maxOpenFlows,
        FlowKeyFields key,
        double samplingRate,
        long samplingSeed,
        int maxOpenPackets,
        long maxMemory,
        long maxHeldBytes,
        int maxEndedConnections,
        ChecksumMode checksums,
        DecodeSettings decoding) {

    /** What some settings say of flows. */
    public static FlowSettings of(Settings settings) {
        return new FlowSettings(
                settings.get(SettingCatalog.IDLE_TIMEOUT),
                settings.get(SettingCatalog.ACTIVE_TIMEOUT),
                settings.get(SettingCatalog.FIN_RST_MODE),
                settings.get(SettingCatalog.MAX_FLOW_PACKETS),
                settings.get(SettingCatalog.MAX_OPEN_FLOWS),
                FlowKeyFields.of(settings),
                settings.get(SettingCatalog.SAMPLING_RATE),
                settings.get(SettingCatalog.SAMPLING_SEED),
                settings.get(SettingCatalog.MAX_OPEN_PACKETS),
                settings.get(SettingCatalog.MAX_MEMORY),
                settings.get(SettingCatalog.MAX_PAYLOAD_MEMORY),
                settings.get(SettingCatalog.MAX_ENDED_CONNECTIONS),
                settings.get(SettingCatalog.CHECKSUMS),
                DecodeSettings.of(settings));
    }
}
