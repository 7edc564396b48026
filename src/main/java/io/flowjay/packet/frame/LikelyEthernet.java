package io.flowjay.packet.frame;

import io.flowjay.packet.EtherType;

/**
 * Tells by its content whether an Ethernet frame with an IP packet lies at a place where no number announces one. What it takes for one
 * has an EtherType of IP, after up to two VLAN tags, and an IP header that fits to it, to the room in the frame and to its checksum.
 */
public final class LikelyEthernet {
    private static final int TYPE = 12;
    private static final int VLAN_LENGTH = 4;
    private static final int MAX_TAGS = 2;
    private static final int IPV4_LENGTH = 20;
    private static final int IPV4_CHECKSUM = 10;
    private static final int IPV6_LENGTH = 40;

    private LikelyEthernet() {}

    /** Whether an Ethernet frame with an IP packet starts at a place. */
    public static boolean startsAt(Frame frame, int start) {
        int at = start + TYPE;
        for (int tags = 0; frame.has(at, 2) && tags <= MAX_TAGS; tags++) {
            int type = frame.u16be(at);
            if (type == EtherType.IPV4) {
                return isIpv4(frame, at + 2) || isOffloaded(frame, at + 2);
            }
            if (type == EtherType.IPV6) {
                return isIpv6(frame, at + 2);
            }
            if (type != EtherType.C_VLAN && type != EtherType.S_VLAN) {
                return false;
            }
            at += VLAN_LENGTH;
        }
        return false;
    }

    /** Whether a place has an IPv4 header whose length and checksum are right. */
    public static boolean isIpv4(Frame frame, int at) {
        return fitsIpv4(frame, at) && sum(frame, at, (frame.u8(at) & 0x0f) * 4) == 0xffff;
    }

    /** Whether a place has an IPv4 header without a checksum, as a host captures what its network card completes. */
    private static boolean isOffloaded(Frame frame, int at) {
        return fitsIpv4(frame, at) && frame.u16be(at + IPV4_CHECKSUM) == 0;
    }

    private static boolean fitsIpv4(Frame frame, int at) {
        if (!frame.has(at, IPV4_LENGTH) || frame.u8(at) >> 4 != 4) {
            return false;
        }
        int header = (frame.u8(at) & 0x0f) * 4;
        int total = frame.u16be(at + 2);
        return header >= IPV4_LENGTH && frame.has(at, header) && total >= header && total <= frame.wireLength(at);
    }

    private static boolean isIpv6(Frame frame, int at) {
        return frame.has(at, IPV6_LENGTH)
                && frame.u8(at) >> 4 == 6
                && frame.u16be(at + 4) + IPV6_LENGTH <= frame.wireLength(at);
    }

    /** The sum of RFC 1071. */
    private static int sum(Frame frame, int start, int length) {
        int sum = 0;
        for (int at = start; at < start + length; at += 2) {
            sum += frame.u16be(at);
        }
        sum = (sum & 0xffff) + (sum >>> 16);
        return (sum & 0xffff) + (sum >>> 16);
    }
}
