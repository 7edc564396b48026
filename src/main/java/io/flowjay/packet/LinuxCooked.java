package io.flowjay.packet;

import io.flowjay.wire.Bytes;
import org.jspecify.annotations.Nullable;

/** Linux "cooked" captures (LINKTYPE_LINUX_SLL and LINKTYPE_LINUX_SLL2): a made-up header with an EtherType in it. */
final class LinuxCooked {
    private static final int LENGTH = 16;
    private static final int PROTOCOL = 14;
    private static final int LENGTH_2 = 20;
    private static final int PROTOCOL_2 = 0;
    /** Linux' number for a frame with an LLC header. */
    private static final int LLC = 4;

    private LinuxCooked() {}

    static @Nullable Ignored decode(DecodedPacket packet, int at) {
        return decode(packet, at, Header.LINUX_COOKED, LENGTH, PROTOCOL);
    }

    static @Nullable Ignored decodeVersion2(DecodedPacket packet, int at) {
        return decode(packet, at, Header.LINUX_COOKED_2, LENGTH_2, PROTOCOL_2);
    }

    private static @Nullable Ignored decode(DecodedPacket packet, int at, Header header, int length, int protocol) {
        Ignored ignored = packet.enter(header, at, length);
        if (ignored != null) {
            return ignored;
        }
        int type = Bytes.u16be(packet.data, at + protocol);
        return type == LLC ? Llc.decode(packet, at + length) : EtherType.decode(packet, type, at + length);
    }
}
