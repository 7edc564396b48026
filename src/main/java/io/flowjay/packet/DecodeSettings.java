package io.flowjay.packet;

import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.time.Duration;
import java.util.Map;

/**
 * How far packets are decoded, and what fragments may cost.
 *
 * @param decapsulate whether a packet inside a tunnel belongs to the innermost flow; otherwise it belongs to the outermost
 * @param maxTunnelDepth tunnels inside one another that are followed; deeper ones belong to the flow that carries them
 * @param deduplicate an IP packet that is captured again within this time is not counted as traffic; zero: every packet counts
 * @param tunnelPorts the name of the tunnel protocol that a UDP port has besides the usual ones, by port
 * @param linkTypes the name of the link layer that a private link type has, by link type
 * @param fragmentTimeout a fragmented packet that is incomplete for this long, by packet time, is dropped (RFC 1122 section 3.3.2 and
 *     RFC 8200 section 4.5 say 60 s)
 * @param maxFragmentBytes memory for fragments that wait, in bytes
 * @param maxFragmentedPackets fragmented packets that wait at once; beyond this or the memory the oldest is dropped
 */
public record DecodeSettings(
        boolean decapsulate,
        int maxTunnelDepth,
        Duration deduplicate,
        Map<Integer, String> tunnelPorts,
        Map<Integer, String> linkTypes,
        Duration fragmentTimeout,
        long maxFragmentBytes,
        int maxFragmentedPackets) {

    /** What some settings say of decoding. */
    public static DecodeSettings of(Settings settings) {
        return new DecodeSettings(
                settings.get(SettingCatalog.DECAPSULATE),
                settings.get(SettingCatalog.MAX_TUNNEL_DEPTH),
                settings.get(SettingCatalog.DEDUPLICATE),
                settings.get(SettingCatalog.TUNNEL_PORTS),
                settings.get(SettingCatalog.LINK_TYPES),
                settings.get(SettingCatalog.FRAGMENT_TIMEOUT),
                settings.get(SettingCatalog.MAX_FRAGMENT_MEMORY),
                settings.get(SettingCatalog.MAX_FRAGMENTED_PACKETS));
    }
}
