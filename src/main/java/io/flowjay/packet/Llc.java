package io.flowjay.packet;

import io.flowjay.wire.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Logical link control (IEEE 802.2) and its subnetwork access protocol (IEEE 802 clause 10): access points of both sides and a
 * control field, then for SNAP an organisation and a protocol of that organisation.
 */
final class Llc {
    private static final int LENGTH = 3;
    private static final int SNAP_LENGTH = 5;
    private static final int IP_SAP = 0x06;
    private static final int SNAP_SAP = 0xaa;
    private static final int NETWORK_LAYER_SAP = 0xfe;
    private static final int UNNUMBERED_INFORMATION = 0x03;
    private static final int ENCAPSULATED_ETHERNET = 0x000000;
    private static final int CISCO_90_COMPATIBLE = 0x0000f8;
    private static final int BRIDGED = 0x0080c2;
    private static final int ETHERNET_WITH_FCS = 0x0001;
    private static final int ETHERNET_WITHOUT_FCS = 0x0007;
    private static final int FCS_LENGTH = 4;

    private Llc() {}

    static @Nullable Ignored decode(DecodedPacket packet, int at) {
        return decode(packet, at, 0);
    }

    /** LLC over ATM (RFC 2684 section 5), which pads bridged frames to 16 bits. */
    static @Nullable Ignored atm(DecodedPacket packet, int at) {
        return decode(packet, at, 2);
    }

    private static @Nullable Ignored decode(DecodedPacket packet, int at, int padding) {
        Ignored ignored = packet.enter(Header.LLC, at, LENGTH);
        if (ignored != null) {
            return ignored;
        }
        int destination = Bytes.u8(packet.data, at);
        int source = Bytes.u8(packet.data, at + 1);
        if (destination != source || Bytes.u8(packet.data, at + 2) != UNNUMBERED_INFORMATION) {
            return Ignored.NOT_IP;
        }
        return switch (destination) {
            case SNAP_SAP -> snap(packet, at + LENGTH, padding);
            case IP_SAP -> Ipv4.decode(packet, at + LENGTH);
            case NETWORK_LAYER_SAP -> Nlpid.decode(packet, at + LENGTH);
            default -> Ignored.NOT_IP;
        };
    }

    static @Nullable Ignored snap(DecodedPacket packet, int at) {
        return snap(packet, at, 0);
    }

    private static @Nullable Ignored snap(DecodedPacket packet, int at, int padding) {
        Ignored ignored = packet.enter(Header.SNAP, at, SNAP_LENGTH);
        if (ignored != null) {
            return ignored;
        }
        int organisation = Bytes.u16be(packet.data, at) << 8 | Bytes.u8(packet.data, at + 2);
        int protocol = Bytes.u16be(packet.data, at + 3);
        return switch (organisation) {
            case ENCAPSULATED_ETHERNET, CISCO_90_COMPATIBLE -> {
                ignored = EtherType.decode(packet, protocol, at + SNAP_LENGTH);
                if (ignored == null) {
                    packet.ethernet.type(protocol);
                }
                yield ignored;
            }
            case BRIDGED -> bridged(packet, protocol, at + SNAP_LENGTH + padding);
            default -> Ignored.NOT_IP;
        };
    }

    /** Bridged Ethernet (RFC 2427 section 4.2, RFC 2684 section 5.2). */
    private static @Nullable Ignored bridged(DecodedPacket packet, int protocol, int at) {
        if (protocol == ETHERNET_WITH_FCS) {
            packet.leaveOut(FCS_LENGTH);
            return Ethernet.decode(packet, at);
        }
        return protocol == ETHERNET_WITHOUT_FCS ? Ethernet.decode(packet, at) : Ignored.NOT_IP;
    }
}
