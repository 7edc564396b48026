package io.flowjay.flow;

import io.flowjay.packet.DecodedPacket;
import io.flowjay.packet.Tunnel;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What makes two packets of one 5-tuple packets of different flows: networks may use the same addresses.
 *
 * @param vlan the identifiers of the two outermost VLAN tags
 * @param tunnelId kind and identifier of the innermost tunnel that has one
 * @param interfaceId the interface that captured the packet
 */
public record FlowKeyFields(boolean vlan, boolean tunnelId, boolean interfaceId) {
    private static final String VLAN = "vlan";
    private static final String TUNNEL_ID = "tunnel-id";
    private static final String INTERFACE = "interface";

    private static final long PORTS_MISSING = 1L << 62;
    private static final long HAS_INTERFACE = 1L << 61;
    private static final int VLAN_BITS = 24;
    private static final int KIND_SHIFT = 34;
    private static final long RECEIVERS = 1L << 33;
    /** A number from 1 for each kind of tunnel. */
    private static final Map<Tunnel, Long> KINDS = new EnumMap<>(Tunnel.class);

    static {
        for (Tunnel tunnel : Tunnel.values()) {
            KINDS.put(tunnel, KINDS.size() + 1L);
        }
    }

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
     * Kind and identifier of a packet's tunnel as far as they count; 0 for no tunnel. An identifier that the receiver chose is left
     * out, since the directions of a flow differ in it: see {@link #hasIdOfReceiver}.
     */
    long tunnel(DecodedPacket packet) {
        if (!tunnelId || packet.idTunnel == null) {
            return 0;
        }
        long kind = KINDS.getOrDefault(packet.idTunnel, 0L) << KIND_SHIFT;
        return packet.tunnelIdIsReceivers ? kind | RECEIVERS : kind | Integer.toUnsignedLong(packet.tunnelId);
    }

    /** Whether flows with this {@link #tunnel} differ in an identifier that each side chooses. */
    static boolean hasIdOfReceiver(long tunnel) {
        return (tunnel & RECEIVERS) != 0;
    }
}
