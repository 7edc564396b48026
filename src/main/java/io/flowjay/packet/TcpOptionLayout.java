package io.flowjay.packet;

import java.nio.charset.StandardCharsets;

/**
 * The order of the options in a TCP header, one letter each: M maximum segment size, W window scale, S SACK permitted, T
 * timestamps, N no operation, E end of list, ? any other.
 */
public final class TcpOptionLayout {
    /** An options field has 40 bytes at most. */
    private static final int MAX_OPTIONS = 40;

    private final byte[] letters = new byte[MAX_OPTIONS];
    private int size;
    /** The latest text; most SYN segments of a capture have the same few layouts. */
    private String latest = "";

    void clear() {
        size = 0;
    }

    void add(char letter) {
        if (size < MAX_OPTIONS) {
            letters[size++] = (byte) letter;
        }
    }

    /** The letters, for example {@code MSTNW}; empty without options. */
    public String text() {
        if (!isLatest()) {
            latest = new String(letters, 0, size, StandardCharsets.US_ASCII);
        }
        return latest;
    }

    private boolean isLatest() {
        if (latest.length() != size) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            if (latest.charAt(i) != letters[i]) {
                return false;
            }
        }
        return true;
    }
}
