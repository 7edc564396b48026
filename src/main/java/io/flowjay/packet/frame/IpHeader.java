package io.flowjay.packet.frame;

import io.flowjay.packet.DecodedPacket;
import io.flowjay.packet.TunnelPath;
import io.flowjay.wire.Bytes;

/** Fields that the headers of IPv4 (RFC 791 section 3.1) and IPv6 (RFC 8200 section 3) share, read at the start of a header. */
public final class IpHeader {
    private IpHeader() {}

    /** 4 or 6 of a valid header. */
    public static int version(byte[] data, int header) {
        return Bytes.u8(data, header) >> 4;
    }

    /** As in {@link DecodedPacket#hopLimit}. */
    public static int hopLimit(byte[] data, int header) {
        return Bytes.u8(data, header + (version(data, header) == 4 ? 8 : 7));
    }

    /** As in {@link DecodedPacket#trafficClass}. */
    public static int trafficClass(byte[] data, int header) {
        int first = Bytes.u16be(data, header);
        return (first >> 12 == 4 ? first : first >> 4) & 0xff;
    }

    /** Stands for both addresses, as in {@link TunnelPath#ends}. */
    static long ends(byte[] data, int header) {
        return version(data, header) == 4
                ? TunnelPath.ends(0, Bytes.u32be(data, header + 12), 0, Bytes.u32be(data, header + 16))
                : TunnelPath.ends(
                        Bytes.i64be(data, header + 8),
                        Bytes.i64be(data, header + 16),
                        Bytes.i64be(data, header + 24),
                        Bytes.i64be(data, header + 32));
    }

    /** As in {@link DecodedPacket#ipFlags}. */
    public static int flags(byte[] data, int header) {
        return version(data, header) == 4 ? Bytes.u8(data, header + 6) >> 5 : 0;
    }
}
