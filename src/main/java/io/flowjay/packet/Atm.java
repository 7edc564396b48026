package io.flowjay.packet;

import io.flowjay.wire.Bytes;
import org.jspecify.annotations.Nullable;

/** IP over ATM. */
final class Atm {
    private static final int SUN_LENGTH = 4;
    private static final int SUN_LANE = 1;
    private static final int SUN_LLC = 2;
    private static final int LANE_HEADER = 2;
    private static final int LANE_CONTROL = 0xff00;
    private static final long SNAP = 0xaaaa0300L;

    private Atm() {}

    /** Classical IP over ATM as Linux captures it: IP, with or without LLC and SNAP ahead of it. */
    static @Nullable Ignored classicalIp(DecodedPacket packet, int at) {
        boolean llc = packet.has(at, 4) && Bytes.u32be(packet.data, at) == SNAP;
        return llc ? Llc.atm(packet, at) : LinkType.ip(packet, at);
    }

    /** SunATM: kind of traffic in the low four bits, then the virtual path and channel. */
    static @Nullable Ignored sun(DecodedPacket packet, int at) {
        Ignored ignored = packet.enter(Header.ATM, at, SUN_LENGTH);
        if (ignored != null) {
            return ignored;
        }
        return switch (Bytes.u8(packet.data, at) & 0x0f) {
            case SUN_LANE -> lanEmulation(packet, at + SUN_LENGTH);
            case SUN_LLC -> Llc.atm(packet, at + SUN_LENGTH);
            default -> Ignored.NOT_IP;
        };
    }

    private static @Nullable Ignored lanEmulation(DecodedPacket packet, int at) {
        if (!packet.has(at, LANE_HEADER)) {
            return Ignored.TRUNCATED_HEADER;
        }
        return Bytes.u16be(packet.data, at) == LANE_CONTROL
                ? Ignored.NOT_IP
                : Ethernet.decode(packet, at + LANE_HEADER);
    }
}
