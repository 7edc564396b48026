package io.flowjay.protocol.tls;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Lower-case hex digests, by algorithms that every Java platform has. */
final class Digests {
    /** A capture has few clients and servers of different kinds, so the digests of their lists are kept. */
    private static final int KEPT = 256;
    /** Only digests of shorter texts are kept; few lists are longer. */
    private static final int MAX_KEPT_LENGTH = 1024;

    private static final RecentResults<String, String> MD5 = new RecentResults<>(KEPT, text -> hex("MD5", text));
    private static final RecentResults<String, String> SHA256 = new RecentResults<>(KEPT, text -> hex("SHA-256", text));

    private Digests() {}

    static String md5(String ascii) {
        return ascii.length() <= MAX_KEPT_LENGTH ? MD5.of(ascii) : hex("MD5", ascii);
    }

    static String sha256(String ascii) {
        return ascii.length() <= MAX_KEPT_LENGTH ? SHA256.of(ascii) : hex("SHA-256", ascii);
    }

    static String sha256(byte[] data) {
        return hex("SHA-256", data);
    }

    private static String hex(String algorithm, String ascii) {
        return hex(algorithm, ascii.getBytes(StandardCharsets.US_ASCII));
    }

    private static String hex(String algorithm, byte[] data) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(data));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(algorithm + " is missing from this Java platform", e);
        }
    }
}
