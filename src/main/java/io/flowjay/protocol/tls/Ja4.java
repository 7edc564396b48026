package io.flowjay.protocol.tls;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * JA4, the TLS client fingerprint of FoxIO (github.com/FoxIO-LLC/ja4, technical_details/JA4.md).
 *
 * <p>JA4 is Copyright (c) 2023, FoxIO, and licensed under the BSD 3-Clause License.
 *
 * @param hash the fingerprint, {@code a_b_c}
 * @param raw the same with the lists in place of their digests, {@code ja4_r}
 */
public record Ja4(String hash, String raw) {
    private static final int DIGEST_LENGTH = 12;
    private static final String NOTHING = "0".repeat(DIGEST_LENGTH);
    /** What stands for the fingerprint of a hello in the form of SSL 2.0, for which there is none. */
    private static final Ja4 NONE = new Ja4("", "");

    private static final int MAX_COUNT = 99;

    /** What carries the hello: the first character of a fingerprint. */
    public enum HelloCarrier {
        TCP('t'),
        QUIC('q'),
        DTLS('d');

        private final char code;

        HelloCarrier(char code) {
            this.code = code;
        }
    }

    /** The fingerprint of a client. */
    public static Ja4 of(ClientHello hello, HelloCarrier carrier) {
        if (hello.isSsl2()) {
            return NONE;
        }
        int[] ciphers = Grease.without(hello.cipherSuites);
        int[] extensions = Grease.without(hello.extensions.types);
        String first = carrier.code
                + version(hello.offeredVersion())
                + (hello.has(ExtensionType.SERVER_NAME) ? 'd' : 'i')
                + count(ciphers)
                + count(extensions)
                + alpn(hello.extensions.firstAlpn);
        Arrays.sort(ciphers);
        Arrays.sort(extensions);
        String cipherList = hex(ciphers);
        String extensionList = hex(unnamed(extensions));
        String signatures = hex(Grease.without(hello.extensions.signatureAlgorithms));
        String last = signatures.isEmpty() ? extensionList : extensionList + '_' + signatures;
        return new Ja4(
                first + '_' + digest(cipherList) + '_' + (extensionList.isEmpty() ? NOTHING : digest(last)),
                first + '_' + cipherList + '_' + last);
    }

    /** Extension types but those that depend on the server's name and protocol. */
    private static int[] unnamed(int[] types) {
        int[] others = new int[types.length];
        int count = 0;
        for (int type : types) {
            if (type != ExtensionType.SERVER_NAME && type != ExtensionType.ALPN) {
                others[count++] = type;
            }
        }
        return Arrays.copyOf(others, count);
    }

    private static String version(int version) {
        return switch (version) {
            case 0x0304 -> "13";
            case 0x0303 -> "12";
            case 0x0302 -> "11";
            case 0x0301 -> "10";
            case 0x0300 -> "s3";
            case 0x0002 -> "s2";
            case 0xfeff -> "d1";
            case 0xfefd -> "d2";
            case 0xfefc -> "d3";
            default -> "00";
        };
    }

    private static String count(int[] values) {
        int count = Math.min(MAX_COUNT, values.length);
        return count < 10 ? "0" + count : Integer.toString(count);
    }

    /** First and last character, or where one of these is not alphanumeric, first and last hex digit. */
    private static String alpn(String protocol) {
        if (protocol.isEmpty()) {
            return "00";
        }
        char first = protocol.charAt(0);
        char last = protocol.charAt(protocol.length() - 1);
        if (isAlphanumeric(first) && isAlphanumeric(last)) {
            return "" + first + last;
        }
        String hex = HexFormat.of().formatHex(protocol.getBytes(StandardCharsets.ISO_8859_1));
        return "" + hex.charAt(0) + hex.charAt(hex.length() - 1);
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static String hex(int[] values) {
        StringBuilder text = new StringBuilder(5 * values.length);
        for (int i = 0; i < values.length; i++) {
            text.append(i == 0 ? "" : ",").append(HexFormat.of().toHexDigits((short) values[i]));
        }
        return text.toString();
    }

    private static String digest(String list) {
        return list.isEmpty() ? NOTHING : Digests.sha256(list).substring(0, DIGEST_LENGTH);
    }
}
