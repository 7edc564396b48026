package io.flowjay.packet;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;

/** Frames put together header by header, for tests; hosts are 192.0.2.1 to 192.0.2.2 and 2001:db8::1 to 2001:db8::2. */
public final class Frames {
    private Frames() {}

    public static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    public static byte[] zeros(int count) {
        return new byte[count];
    }

    public static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    public static byte[] u16(int value) {
        return new byte[] {(byte) (value >> 8), (byte) value};
    }

    public static byte[] ethernet(int type, byte[] payload) {
        return join(hex("020000000002 020000000001"), u16(type), payload);
    }

    /** LLC and SNAP with an EtherType. */
    public static byte[] snap(int type, byte[] payload) {
        return join(hex("aaaa03 000000"), u16(type), payload);
    }

    public static byte[] vlan(int id, int type, byte[] payload) {
        return join(u16(0x6000 | id), u16(type), payload);
    }

    public static byte[] ipv4(int protocol, byte[] payload) {
        return ipv4(protocol, 20 + payload.length, 0x4000, zeros(0), payload);
    }

    public static byte[] ipv4(int protocol, int totalLength, int flagsAndOffset, byte[] options, byte[] payload) {
        int words = 5 + options.length / 4;
        return join(
                new byte[] {(byte) (0x40 | words), 0},
                u16(totalLength),
                hex("1234"),
                u16(flagsAndOffset),
                new byte[] {64, (byte) protocol, 0, 0},
                hex("c0000201 c0000202"),
                options,
                payload);
    }

    public static byte[] ipv6(int nextHeader, byte[] payload) {
        return ipv6(nextHeader, payload.length, payload);
    }

    public static byte[] ipv6(int nextHeader, int payloadLength, byte[] payload) {
        return join(
                hex("60000000"),
                u16(payloadLength),
                new byte[] {(byte) nextHeader, 64},
                hex("20010db8000000000000000000000001 20010db8000000000000000000000002"),
                payload);
    }

    /** An extension header of {@code 8 + 8 * more} bytes. */
    public static byte[] extension(int nextHeader, int more, byte[] payload) {
        return join(new byte[] {(byte) nextHeader, (byte) more}, zeros(6 + 8 * more), payload);
    }

    public static byte[] fragment(int nextHeader, int offsetAndMore, byte[] payload) {
        return join(new byte[] {(byte) nextHeader, 0}, u16(offsetAndMore), hex("01020304"), payload);
    }

    public static byte[] tcp(int flags, int headerWords, byte[] payload) {
        byte[] header = join(
                hex("9c40 01bb 00000001 00000002"),
                new byte[] {(byte) (headerWords << 4), (byte) flags},
                hex("ffff 0000 0000"));
        return join(header, zeros(Math.max(0, headerWords * 4 - 20)), payload);
    }

    public static byte[] udp(int length, byte[] payload) {
        return join(hex("9c40 0035"), u16(length), hex("0000"), payload);
    }

    public static byte[] first(int bytes, byte[] frame) {
        return Arrays.copyOf(frame, bytes);
    }
}
