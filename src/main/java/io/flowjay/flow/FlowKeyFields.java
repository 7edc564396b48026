package io.flowjay.flow;

import io.flowjay.packet.DecodedPacket;
import io.flowjay.packet.TunnelPath;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.util.List;

/**
 * What makes two packets of one 5-tuple packets of different flows: networks may use the same addresses.
 *
 * @param vlan the identifiers of the two outermost VLAN tags
 * @param tunnelId kinds and identifiers of the tunnels that have one, and their ends where each side chooses its own identifier
 * @param interfaceId the interface that captured the packet
 */
public record FlowKeyFields(boolean vlan, boolean tunnelId, boolean interfaceId) {
    private static final String VLAN = "vlan";
    private static final String TUNNEL_ID = "tunnel-id";
    private static final String INTERFACE = "interface";

    private static final long PORTS_MISSING = 1L << 62;
    private static final long HAS_INTERFACE = 1L << 61;
    private static final int VLAN_BITS = 24;

    /** What some settings say of it. */
    static FlowKeyFields of(Settings settings) {
        List<String> names = settings.get(SettingCatalog.FLOW_KEY);
        return new FlowKeyFields(names.contains(VLAN), names.contains(TUNNEL_ID), names.contains(INTERFACE));
    }

    /** Interface and VLAN of a packet as far as they count, and whether its ports are missing; 0 for none of it. */
    long link(DecodedPacket packet) {
        long link = packet.portsMissing == null ? 0 : PORTS_MISSING;
        if (interfaceId) {
            link |= HAS_INTERFACE | Integer.toUnsignedLong(packet.interfaceId) << VLAN_BITS;
        }
        return vlan ? link | packet.vlanIds : link;
    }

    /**
     * A packet's tunnels as far as they count, as in {@link TunnelPath#network}; 0 for none. The directions of a flow differ in an
     * identifier that the receiver chose: see {@link #hasIdOfReceiver}.
     */
    long tunnel(DecodedPacket packet) {
        return tunnelId ? packet.tunnelPath.network : 0;
    }

    /** Whether flows with this {@link #tunnel} differ in an identifier that each side chooses. */
    static boolean hasIdOfReceiver(long tunnel) {
        return (tunnel & TunnelPath.SIDES_DIFFER) != 0;
    }
}
