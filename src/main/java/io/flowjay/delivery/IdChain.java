package io.flowjay.delivery;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Running hash over the ids of records in their order: {@code h(0)} is empty, {@code h(n+1)} is the first 16 bytes of
 * {@code SHA-256(h(n) || id)}. Two workers that have the same hash after the same number of records have made the same records. For
 * use by one thread.
 */
public final class IdChain {
    private static final int BYTES = 16;

    private final MessageDigest digest;
    private byte[] hash = new byte[0];

    public IdChain() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime lacks SHA-256", e);
        }
    }

    /** Adds the id of the next record. */
    public void add(String id) {
        digest.update(hash);
        hash = Arrays.copyOf(digest.digest(id.getBytes(StandardCharsets.UTF_8)), BYTES);
    }

    /** The hash, 32 hex digits; empty before the first record. */
    public String hex() {
        return HexFormat.of().formatHex(hash);
    }
}
