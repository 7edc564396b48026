package io.flowjay.protocol.dns;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Messages of RFC 1035, put together byte by byte. */
public final class DnsBytes {
    public static final int IN = 1;
    public static final int QUERY = 0x0100;
    public static final int RESPONSE = 0x8180;

    private DnsBytes() {}

    /** Bytes from hex digits; blanks are ignored. */
    public static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    public static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    public static byte[] header(int id, int flags, int questions, int answers, int authorities, int additionals) {
        return shorts(id, flags, questions, answers, authorities, additionals);
    }

    public static byte[] shorts(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * values.length);
        for (int value : values) {
            bytes.putShort((short) value);
        }
        return bytes.array();
    }

    /** A name without compression; the empty text is the root. */
    public static byte[] name(String labels) {
        ByteArrayOutputStream name = new ByteArrayOutputStream();
        for (String label : labels.isEmpty() ? new String[0] : labels.split("\\.", -1)) {
            name.write(label.length());
            name.writeBytes(label.getBytes(StandardCharsets.ISO_8859_1));
        }
        name.write(0);
        return name.toByteArray();
    }

    public static byte[] question(String name, int type) {
        return join(name(name), shorts(type, IN));
    }

    /** A record whose owner is the name at offset 12. */
    public static byte[] record(int type, long ttl, byte[] data) {
        return join(shorts(0xc00c), recordBody(type, IN, ttl, data));
    }

    public static byte[] recordBody(int type, int recordClass, long ttl, byte[] data) {
        return join(shorts(type, recordClass, (int) (ttl >>> 16), (int) ttl, data.length), data);
    }

    /** OPT (RFC 6891 section 6.1.2) with the upper eight bits of the response code. */
    public static byte[] opt(int extendedCode) {
        return join(name(""), recordBody(41, 1232, (long) extendedCode << 24, new byte[0]));
    }

    public static byte[] query(int id, String name, int type) {
        return join(header(id, QUERY, 1, 0, 0, 0), question(name, type));
    }

    /** A response with one address. */
    public static byte[] response(int id, String name, int type) {
        return join(header(id, RESPONSE, 1, 1, 0, 0), question(name, type), record(1, 60, new byte[4]));
    }
}
