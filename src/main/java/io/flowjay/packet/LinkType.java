package io.flowjay.packet;

import io.flowjay.wire.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The decoder of each link type (tcpdump.org "Link-layer header types"). A decoder finds the IP header behind a link layer and
 * answers why it did not, or null.
 */
final class LinkType {
    private static final int NULL = 0;
    private static final int ETHERNET = 1;
    private static final int RAW_BSD = 12;
    private static final int RAW_OPENBSD = 14;
    private static final int RAW = 101;
    private static final int LOOP = 108;
    private static final int LINUX_SLL = 113;
    private static final int IPV4 = 228;
    private static final int IPV6 = 229;
    private static final int LINUX_SLL2 = 276;

    private LinkType() {}

    static @Nullable Ignored decode(int linkType, DecodedPacket packet, int at) {
        return switch (linkType) {
            case ETHERNET -> Ethernet.decode(packet, at);
            case NULL, LOOP -> Loopback.decode(packet, at);
            case RAW, RAW_BSD, RAW_OPENBSD, IPV4, IPV6 -> ip(packet, at);
            case LINUX_SLL -> LinuxCooked.decode(packet, at);
            case LINUX_SLL2 -> LinuxCooked.decodeVersion2(packet, at);
            default -> Ignored.UNSUPPORTED_LINK_TYPE;
        };
    }

    /** An IP packet without a link layer: its first four bits tell the version. */
    static @Nullable Ignored ip(DecodedPacket packet, int at) {
        if (!packet.has(at, 1)) {
            return Ignored.TRUNCATED_HEADER;
        }
        return switch (Bytes.u8(packet.data, at) >> 4) {
            case 4 -> Ipv4.decode(packet, at);
            case 6 -> Ipv6.decode(packet, at);
            default -> Ignored.NOT_IP;
        };
    }
}
