package io.flowjay.packet;

/** Bits that stand for the IPv6 extension headers (RFC 8200 section 4, RFC 4302) in {@link DecodedPacket#extensionHeaders}. */
public final class ExtensionHeader {
    public static final int HOP_BY_HOP = 0x01;
    public static final int ROUTING = 0x02;
    public static final int FRAGMENT = 0x04;
    public static final int DESTINATION_OPTIONS = 0x08;
    public static final int AUTHENTICATION = 0x10;

    private ExtensionHeader() {}

    /** The extension headers that follow the last IPv6 header of a packet, as bits. */
    public static int of(DecodedPacket packet) {
        int bits = 0;
        for (int i = packet.headerCount - 1; i >= 0; i--) {
            int bit = bit(packet.headers[i]);
            if (bit == 0) {
                return bits;
            }
            bits |= bit;
        }
        return bits;
    }

    private static int bit(Header header) {
        return switch (header) {
            case HOP_BY_HOP -> HOP_BY_HOP;
            case ROUTING -> ROUTING;
            case FRAGMENT -> FRAGMENT;
            case DESTINATION_OPTIONS -> DESTINATION_OPTIONS;
            case AUTHENTICATION -> AUTHENTICATION;
            default -> 0;
        };
    }
}
