package io.flowjay.flow.columns;

import io.flowjay.packet.DecodedPacket;

/**
 * Reads the fields of an IP header (RFC 791 section 3.1, RFC 8200 section 3) that a packet's entries in {@link
 * PacketColumns#ip} and {@link PacketColumns#info} hold.
 *
 * <pre>
 * ip:   31..24 hop limit | 23..16 traffic class | 15..0 IPv4 identification, or low bits of the IPv6 flow label
 * info: 13..10 IPv4 flags, or high bits of the IPv6 flow label
 * </pre>
 */
public final class IpFields {
    /** Bit of {@link #flags}: the packet must not be fragmented. */
    public static final int DONT_FRAGMENT = 2;

    private static final int LOW_BITS = 16;

    private IpFields() {}

    /** What {@link PacketColumns#ip} holds for a packet. */
    public static int of(DecodedPacket packet) {
        int low = packet.ipVersion == 4 ? packet.identification : packet.flowLabel & 0xffff;
        return packet.hopLimit << 24 | packet.trafficClass << 16 | low;
    }

    /** What {@link PacketColumns#info} holds for a packet beside the TCP flags. */
    public static int info(DecodedPacket packet) {
        int bits = packet.ipVersion == 4 ? packet.ipFlags : packet.flowLabel >> LOW_BITS;
        return bits << PacketColumns.IP_SHIFT;
    }

    /** IPv4 time to live or IPv6 hop limit. */
    public static int hopLimit(int ip) {
        return ip >>> 24;
    }

    /** IPv4 type of service or IPv6 traffic class. */
    public static int trafficClass(int ip) {
        return ip >> 16 & 0xff;
    }

    /** Identification of an IPv4 packet. */
    public static int identification(int ip) {
        return ip & 0xffff;
    }

    /** Flags of an IPv4 packet: 1 more fragments, 2 don't fragment, 4 reserved. */
    public static int flags(int info) {
        return info >> PacketColumns.IP_SHIFT & 0x7;
    }

    /** Flow label of an IPv6 packet. */
    public static int flowLabel(int ip, int info) {
        return (info >> PacketColumns.IP_SHIFT & 0xf) << LOW_BITS | (ip & 0xffff);
    }
}
