package io.flowjay.feature.group.tcp;

import io.flowjay.feature.heuristic.InitialHopLimit;
import io.flowjay.flow.TcpSyn;
import io.flowjay.packet.TcpOption;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * TCP SYN fingerprint: {@code t{window}_{mss}_{scale}_} and 12 hex digits of an MD5 over {@code
 * {window}_{hop limit}_{mss}_{scale}_{options}}, where the hop limit is the one that the host presumably sent and options are 1
 * for SACK permitted plus 2 for timestamps. An instance belongs to one thread.
 */
final class SynFingerprint {
    private static final int HASH_BYTES = 6;

    /** Fingerprints to keep, since most hosts of a capture open their connections alike. */
    private static final int KEPT = 256;

    private final MessageDigest md5;
    private final long[] keys = new long[KEPT];
    private final @Nullable String[] fingerprints = new String[KEPT];

    SynFingerprint() {
        try {
            md5 = MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }

    String of(TcpSyn syn) {
        int initialHopLimit = InitialHopLimit.of(syn.hopLimit());
        int options = ((syn.options() & TcpOption.SACK_PERMITTED) != 0 ? 1 : 0)
                + ((syn.options() & TcpOption.TIMESTAMPS) != 0 ? 2 : 0);
        // 16, 8, 16, 8 and 2 bits.
        long key = (((long) syn.window() << 8 | initialHopLimit) << 16 | syn.mss()) << 10
                | syn.windowScale() << 2
                | options;
        int place = Long.hashCode(key * 0x9e37_79b9_7f4a_7c15L) & (KEPT - 1);
        String known = fingerprints[place];
        if (known == null || keys[place] != key) {
            known = compute(syn, initialHopLimit, options);
            keys[place] = key;
            fingerprints[place] = known;
        }
        return known;
    }

    private String compute(TcpSyn syn, int initialHopLimit, int options) {
        String inner = syn.window() + "_" + initialHopLimit + "_" + syn.mss() + "_" + syn.windowScale() + "_" + options;
        byte[] hash = md5.digest(inner.getBytes(StandardCharsets.US_ASCII));
        return "t" + syn.window() + "_" + syn.mss() + "_" + syn.windowScale() + "_"
                + HexFormat.of().formatHex(hash, 0, HASH_BYTES);
    }
}
