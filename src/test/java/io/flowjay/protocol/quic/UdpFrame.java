package io.flowjay.protocol.quic;

import io.flowjay.capture.RawPacket;
import io.flowjay.wire.ByteCursor;
import io.flowjay.wire.MalformedException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A UDP datagram in a frame of the link types that captures of QUIC come in; no tunnels, no fragments.
 *
 * @param at where the payload starts in the frame's array
 * @param captured bytes of the payload that were captured
 * @param length bytes of the payload on the wire
 */
record UdpFrame(Endpoint source, Endpoint destination, int at, int captured, int length) {
    private static final int ETHERNET = 1;
    private static final int PPP = 9;
    private static final int LINUX_COOKED = 113;
    private static final int VLAN = 0x8100;
    private static final int UDP = 17;
    private static final int UDP_HEADER = 8;

    /** An address, IPv4 in its last 32 bits, and a port. */
    record Endpoint(long high, long low, int port) {
        static Endpoint of(byte[] address, int port) {
            ByteBuffer words = ByteBuffer.allocate(16).put(16 - address.length, address);
            return new Endpoint(words.getLong(), words.getLong(), port);
        }
    }

    /** The datagram in a frame, or null when there is none. */
    static @Nullable UdpFrame of(RawPacket raw) {
        try {
            ByteCursor in = ByteCursor.of(raw.data(), raw.offset(), raw.capturedLength());
            skipLink(in, raw.linkType());
            int version = in.peekU8() >> 4;
            return switch (version) {
                case 4 -> ipv4(in, raw);
                case 6 -> ipv6(in, raw);
                default -> null;
            };
        } catch (MalformedException e) {
            return null;
        }
    }

    private static void skipLink(ByteCursor in, int linkType) throws MalformedException {
        switch (linkType) {
            case ETHERNET -> {
                in.skip(12);
                while (in.u16() == VLAN) {
                    in.skip(2);
                }
            }
            case PPP -> in.skip(in.peekU8() == 0xff ? 4 : 2);
            case LINUX_COOKED -> in.skip(16);
            case 0 -> in.skip(4);
            default -> {}
        }
    }

    private static @Nullable UdpFrame ipv4(ByteCursor in, RawPacket raw) throws MalformedException {
        int headerLength = (in.u8() & 0x0f) * 4;
        in.skip(5);
        int fragment = in.u16() & 0x3fff;
        in.skip(1);
        int protocol = in.u8();
        in.skip(2);
        byte[] source = in.bytes(4);
        byte[] destination = in.bytes(4);
        in.skip(headerLength - 20);
        return protocol == UDP && fragment == 0 ? udp(in, raw, source, destination) : null;
    }

    private static @Nullable UdpFrame ipv6(ByteCursor in, RawPacket raw) throws MalformedException {
        in.skip(6);
        int next = in.u8();
        in.skip(1);
        byte[] source = in.bytes(16);
        byte[] destination = in.bytes(16);
        return next == UDP ? udp(in, raw, source, destination) : null;
    }

    private static @Nullable UdpFrame udp(ByteCursor in, RawPacket raw, byte[] source, byte[] destination)
            throws MalformedException {
        int sourcePort = in.u16();
        int destinationPort = in.u16();
        int length = in.u16() - UDP_HEADER;
        in.skip(2);
        if (length < 0) {
            return null;
        }
        return new UdpFrame(
                Endpoint.of(source, sourcePort),
                Endpoint.of(destination, destinationPort),
                raw.offset() + in.position(),
                Math.min(length, in.remaining()),
                length);
    }
}
