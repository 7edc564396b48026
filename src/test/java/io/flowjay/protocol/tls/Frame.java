package io.flowjay.protocol.tls;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowjay.capture.RawPacket;
import io.flowjay.wire.Bytes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** TCP segment or UDP datagram of a frame, found without tunnels and fragments: enough to feed parsers from captures. */
record Frame(boolean tcp, String source, String destination, int flags, int sequence, ByteBuffer payload) {
    private static final int TCP = 6;
    private static final int UDP = 17;

    /** A copy of the payload. */
    byte[] bytes() {
        byte[] copy = new byte[payload.remaining()];
        payload.duplicate().get(copy);
        return copy;
    }

    static @Nullable Frame of(RawPacket raw) {
        byte[] frame = Arrays.copyOfRange(raw.data(), raw.offset(), raw.offset() + raw.capturedLength());
        try {
            return ip(frame, ipStart(raw.linkType(), frame));
        } catch (IndexOutOfBoundsException e) {
            return null;
        }
    }

    private static int ipStart(int linkType, byte[] frame) {
        return switch (linkType) {
            case 1 -> behindEtherType(frame, 12);
            case 0, 108 -> 4;
            case 12, 14, 101, 228, 229 -> 0;
            case 113 -> behindEtherType(frame, 14);
            case 276 -> 20;
            default -> frame.length;
        };
    }

    private static int behindEtherType(byte[] frame, int first) {
        int at = first;
        while (Bytes.u16be(frame, at) == 0x8100 || Bytes.u16be(frame, at) == 0x88a8) {
            at += 4;
        }
        int type = Bytes.u16be(frame, at);
        return type == 0x8864 ? at + 10 : type == 0x0800 || type == 0x86dd ? at + 2 : frame.length;
    }

    private static @Nullable Frame ip(byte[] frame, int at) {
        if (Bytes.u8(frame, at) >> 4 == 6) {
            int protocol = Bytes.u8(frame, at + 6);
            int transport = at + 40;
            while (protocol == 0 || protocol == 43 || protocol == 60) {
                protocol = Bytes.u8(frame, transport);
                transport += 8 + 8 * Bytes.u8(frame, transport + 1);
            }
            int end = at + 40 + Bytes.u16be(frame, at + 4);
            return transport(frame, protocol, transport, end, address(frame, at + 8, 16), address(frame, at + 24, 16));
        }
        int total = Bytes.u16be(frame, at + 2);
        boolean fragment = (Bytes.u16be(frame, at + 6) & 0x3fff) != 0;
        if (Bytes.u8(frame, at) >> 4 != 4 || fragment) {
            return null;
        }
        int end = total == 0 ? frame.length : at + total;
        int transport = at + (Bytes.u8(frame, at) & 15) * 4;
        int protocol = Bytes.u8(frame, at + 9);
        return transport(frame, protocol, transport, end, address(frame, at + 12, 4), address(frame, at + 16, 4));
    }

    private static @Nullable Frame transport(
            byte[] frame, int protocol, int at, int stated, String source, String destination) {
        if (protocol != TCP && protocol != UDP) {
            return null;
        }
        int end = Math.min(stated, frame.length);
        boolean tcp = protocol == TCP;
        int payload = tcp ? at + (Bytes.u8(frame, at + 12) >> 4) * 4 : at + 8;
        return new Frame(
                tcp,
                source + ' ' + Bytes.u16be(frame, at),
                destination + ' ' + Bytes.u16be(frame, at + 2),
                tcp ? Bytes.u8(frame, at + 13) : 0,
                tcp ? (int) Bytes.u32be(frame, at + 4) : 0,
                ByteBuffer.wrap(frame, payload, Math.max(0, end - payload)));
    }

    /** The name of a 5-tuple's two endpoints, in either direction. */
    static String key(String a, String b) {
        return a.compareTo(b) < 0 ? a + " - " + b : b + " - " + a;
    }

    String key() {
        return key(source, destination);
    }

    /** An endpoint out of a record of expectations. */
    static String end(JsonNode record, String address, String port) {
        try {
            return InetAddress.getByName(record.path(address).asText()).getHostAddress()
                    + ' '
                    + record.path(port).asInt();
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String address(byte[] frame, int at, int length) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(frame, at, at + length))
                    .getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
