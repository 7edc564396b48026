package io.flowjay.packet;

import io.flowjay.wire.Bytes;
import org.jspecify.annotations.Nullable;

/** Link layers of which only a fixed length, or one byte, matters. */
final class FixedHeader {
    private static final int IPNET_LENGTH = 24;
    private static final int ENC_LENGTH = 12;
    private static final int SLIP_LENGTH = 16;
    private static final int IPOIB_TYPE = 40;
    private static final int IPOIB_LENGTH = 44;

    private FixedHeader() {}

    /** Solaris IP observability: version, address family, then fields of no use here. */
    static @Nullable Ignored ipnet(DecodedPacket packet, int at) {
        Ignored ignored = packet.enter(Header.IPNET, at, IPNET_LENGTH);
        return ignored != null
                ? ignored
                : AddressFamily.decode(packet, Bytes.u8(packet.data, at + 1), at + IPNET_LENGTH);
    }

    /** OpenBSD's packet filter log: length without padding, address family. */
    static @Nullable Ignored pflog(DecodedPacket packet, int at) {
        if (!packet.has(at, 2)) {
            return Ignored.TRUNCATED_HEADER;
        }
        int length = (Bytes.u8(packet.data, at) + 3) & ~3;
        Ignored ignored = packet.enter(Header.PFLOG, at, length);
        return ignored != null ? ignored : AddressFamily.decode(packet, Bytes.u8(packet.data, at + 1), at + length);
    }

    /** OpenBSD's IPsec tap: address family in the byte order of the host. */
    static @Nullable Ignored enc(DecodedPacket packet, int at) {
        Ignored ignored = packet.enter(Header.ENC, at, ENC_LENGTH);
        if (ignored != null) {
            return ignored;
        }
        long bigEndian = Bytes.u32be(packet.data, at);
        long family = bigEndian > 0xffff ? Bytes.u32le(packet.data, at) : bigEndian;
        return AddressFamily.decode(packet, family, at + ENC_LENGTH);
    }

    /** SLIP: direction and, of a compressed header, what came over the line; the packet itself is whole. */
    static @Nullable Ignored slip(DecodedPacket packet, int at) {
        Ignored ignored = packet.enter(Header.SLIP, at, SLIP_LENGTH);
        return ignored != null ? ignored : LinkType.ip(packet, at + SLIP_LENGTH);
    }

    /** IP over InfiniBand: addresses of 20 bytes, then the header of RFC 4391 section 6: EtherType, two bytes of no meaning. */
    static @Nullable Ignored ipoib(DecodedPacket packet, int at) {
        Ignored ignored = packet.enter(Header.IPOIB, at, IPOIB_LENGTH);
        return ignored != null
                ? ignored
                : EtherType.decode(packet, Bytes.u16be(packet.data, at + IPOIB_TYPE), at + IPOIB_LENGTH);
    }

    /** A header ahead of LLC. */
    static @Nullable Ignored llc(DecodedPacket packet, Header header, int at, int length) {
        Ignored ignored = packet.enter(header, at, length);
        return ignored != null ? ignored : Llc.decode(packet, at + length);
    }
}
