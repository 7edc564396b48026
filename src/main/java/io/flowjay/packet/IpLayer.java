package io.flowjay.packet;

import io.flowjay.wire.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Whose flow an IP packet belongs to, once its headers are walked: that of a packet inside it, when it is a tunnel that carries
 * one that can be decoded, else its own. Fields are filled in on the way back, so that nothing is to be undone.
 */
final class IpLayer {
    private IpLayer() {}

    /**
     * Decodes what an IP packet carries.
     *
     * @param packet where the fields go; holds the bytes of the payload
     * @param data the bytes that hold the IP header, which for a reassembled packet are others than those of its payload
     * @param header where in them the header starts
     * @param ipLength the packet's length by its header
     * @param protocol the upper-layer protocol
     * @param at where the payload starts
     * @param length length of the payload
     * @return why the packet belongs to no flow, or null
     */
    static @Nullable Ignored decode(
            DecodedPacket packet, byte[] data, int header, int ipLength, int protocol, int at, int length) {
        int version = Bytes.u8(data, header) >> 4;
        if (packet.tunnelsLeft > 0) {
            Datagram reassembled = packet.datagram;
            int headers = packet.headerCount;
            int capturedEnd = packet.capturedEnd;
            long wireEnd = packet.wireEnd;
            packet.tunnelsLeft--;
            packet.endAt((long) at + length);
            Ignored ignored = Tunnels.decode(packet, version, protocol, at);
            if (ignored == null) {
                outer(packet, data, header, version);
                return null;
            }
            // The other fragments of a packet inside are not known to belong to the flow outside.
            if (packet.datagram != reassembled) {
                return ignored;
            }
            packet.tunnelsLeft++;
            packet.headerCount = headers;
            packet.capturedEnd = capturedEnd;
            packet.wireEnd = wireEnd;
        }
        packet.ipHeaderIn = data;
        packet.ipHeaderAt = header;
        packet.ipVersion = version;
        packet.ipLength = ipLength;
        boolean v4 = version == 4;
        packet.hopLimit = hopLimit(data, header);
        packet.trafficClass = trafficClass(data, header);
        packet.ipFlags = flags(data, header);
        packet.identification = v4 ? Bytes.u16be(data, header + 4) : 0;
        packet.flowLabel = v4 ? 0 : (int) Bytes.u32be(data, header) & 0xfffff;
        packet.extensionHeaders = v4 ? 0 : ExtensionHeader.of(packet);
        packet.sourceHigh = v4 ? 0 : Bytes.i64be(data, header + 8);
        packet.sourceLow = v4 ? Bytes.u32be(data, header + 12) : Bytes.i64be(data, header + 16);
        packet.destinationHigh = v4 ? 0 : Bytes.i64be(data, header + 24);
        packet.destinationLow = v4 ? Bytes.u32be(data, header + 16) : Bytes.i64be(data, header + 32);
        return Transport.decode(packet, protocol, at, length);
    }

    static int hopLimit(byte[] data, int header) {
        return Bytes.u8(data, header + (Bytes.u8(data, header) >> 4 == 4 ? 8 : 7));
    }

    static int trafficClass(byte[] data, int header) {
        int first = Bytes.u16be(data, header);
        return (first >> 12 == 4 ? first : first >> 4) & 0xff;
    }

    /** As in {@link DecodedPacket#ipFlags}. */
    static int flags(byte[] data, int header) {
        return Bytes.u8(data, header) >> 4 == 4 ? Bytes.u8(data, header + 6) >> 5 : 0;
    }

    /** Notes a header around a tunnel; the outermost one is the last to come here. */
    private static void outer(DecodedPacket packet, byte[] data, int header, int version) {
        boolean v4 = version == 4;
        packet.outerIpVersion = version;
        packet.outerSourceHigh = v4 ? 0 : Bytes.i64be(data, header + 8);
        packet.outerSourceLow = v4 ? Bytes.u32be(data, header + 12) : Bytes.i64be(data, header + 16);
        packet.outerDestinationHigh = v4 ? 0 : Bytes.i64be(data, header + 24);
        packet.outerDestinationLow = v4 ? Bytes.u32be(data, header + 16) : Bytes.i64be(data, header + 32);
    }
}
