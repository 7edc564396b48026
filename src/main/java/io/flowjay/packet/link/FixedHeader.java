package io.flowjay.packet.link;

import io.flowjay.packet.Header;
import io.flowjay.packet.Ignored;
import io.flowjay.packet.Outcome;
import io.flowjay.packet.Progress;
import io.flowjay.packet.frame.Frame;

/** Link layers where only a fixed length, or one byte, matters. */
final class FixedHeader {
    private static final int IPNET_LENGTH = 24;
    private static final int ENC_LENGTH = 12;
    private static final int SLIP_LENGTH = 16;
    private static final int IPOIB_TYPE = 40;
    private static final int IPOIB_LENGTH = 44;
    private static final int FIBRE_CHANNEL_LENGTH = 16;

    private FixedHeader() {}

    /** Solaris IP observability: version, address family, then fields of no use here. */
    static Outcome ipnet(Frame frame, int at) {
        Outcome entered = frame.enter(Header.IPNET, at, IPNET_LENGTH);
        return entered != Progress.CONTINUE
                ? entered
                : AddressFamily.decode(frame, frame.u8(at + 1), at + IPNET_LENGTH);
    }

    /** OpenBSD's packet filter log: length without padding, address family. */
    static Outcome pflog(Frame frame, int at) {
        if (!frame.has(at, 2)) {
            return Ignored.TRUNCATED_HEADER;
        }
        int length = (frame.u8(at) + 3) & ~3;
        Outcome entered = frame.enter(Header.PFLOG, at, length);
        return entered != Progress.CONTINUE ? entered : AddressFamily.decode(frame, frame.u8(at + 1), at + length);
    }

    /** OpenBSD's IPsec tap: address family in the byte order of the host. */
    static Outcome enc(Frame frame, int at) {
        Outcome entered = frame.enter(Header.ENC, at, ENC_LENGTH);
        if (entered != Progress.CONTINUE) {
            return entered;
        }
        long bigEndian = frame.u32be(at);
        long family = bigEndian > 0xffff ? frame.u32le(at) : bigEndian;
        return AddressFamily.decode(frame, family, at + ENC_LENGTH);
    }

    /** SLIP: direction and, of a compressed header, what came over the line; the packet itself is whole. */
    static Outcome slip(Frame frame, int at) {
        Outcome entered = frame.enter(Header.SLIP, at, SLIP_LENGTH);
        return entered != Progress.CONTINUE ? entered : frame.ip(at + SLIP_LENGTH);
    }

    /** IP over InfiniBand: addresses of 20 bytes, then the header of RFC 4391 section 6: EtherType, two bytes of no meaning. */
    static Outcome ipoib(Frame frame, int at) {
        Outcome entered = frame.enter(Header.IPOIB, at, IPOIB_LENGTH);
        return entered != Progress.CONTINUE
                ? entered
                : frame.etherType(frame.u16be(at + IPOIB_TYPE), at + IPOIB_LENGTH);
    }

    /** IP over Fibre Channel (RFC 4338): network header, then LLC. */
    static Outcome fibreChannel(Frame frame, int at) {
        Outcome entered = frame.enter(Header.FIBRE_CHANNEL, at, FIBRE_CHANNEL_LENGTH);
        return entered != Progress.CONTINUE ? entered : Llc.decode(frame, at + FIBRE_CHANNEL_LENGTH);
    }
}
