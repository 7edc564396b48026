package io.flowjay.protocol.tls;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Bytes of TLS, put together by hand. */
public final class Messages {
    /** A random of 32 bytes, in hex. */
    public static final String RANDOM = "5a".repeat(32);

    private Messages() {}

    /** Bytes from hex, in which white space means nothing. */
    public static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replaceAll("\\s", ""));
    }

    /** Parts one behind the other. */
    public static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** A number in network order. */
    public static byte[] number(int bytes, long value) {
        byte[] number = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            number[i] = (byte) (value >> (Byte.SIZE * (bytes - 1 - i)));
        }
        return number;
    }

    /** Content behind its length of 1, 2 or 3 bytes. */
    public static byte[] vector(int lengthBytes, byte[] content) {
        return concat(number(lengthBytes, content.length), content);
    }

    /** A record of TLS 1.2's version. */
    public static byte[] record(int type, byte[] content) {
        return concat(number(1, type), number(2, 0x0303), vector(2, content));
    }

    /** A record of whole handshake messages. */
    public static byte[] handshakeRecord(byte[]... messages) {
        return record(22, concat(messages));
    }

    /** A handshake message. */
    public static byte[] message(int type, byte[] body) {
        return concat(number(1, type), vector(3, body));
    }

    /** An extension, its data in hex. */
    public static byte[] extension(int type, String data) {
        return concat(number(2, type), vector(2, hex(data)));
    }

    /** The body of a ClientHello. */
    public static byte[] clientHello(int version, String sessionId, String ciphers, byte[]... extensions) {
        byte[] all = concat(extensions);
        return concat(
                number(2, version),
                hex(RANDOM),
                vector(1, hex(sessionId)),
                vector(2, hex(ciphers)),
                hex("0100"),
                extensions.length == 0 ? all : vector(2, all));
    }

    /** The body of a ServerHello. */
    public static byte[] serverHello(int version, String sessionId, int cipher, byte[]... extensions) {
        byte[] all = concat(extensions);
        return concat(
                number(2, version),
                hex(RANDOM),
                vector(1, hex(sessionId)),
                number(2, cipher),
                hex("00"),
                extensions.length == 0 ? all : vector(2, all));
    }

    /** The extension server_name. */
    public static byte[] serverName(String name) {
        byte[] ascii = name.getBytes(StandardCharsets.ISO_8859_1);
        byte[] list = concat(hex("00"), vector(2, ascii));
        return concat(number(2, 0), vector(2, vector(2, list)));
    }
}
