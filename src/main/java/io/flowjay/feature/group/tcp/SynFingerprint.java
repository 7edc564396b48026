package io.flowjay.feature.group.tcp;

import io.flowjay.feature.heuristic.InitialHopLimit;
import io.flowjay.flow.TcpSyn;
import io.flowjay.packet.TcpOption;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * TCP SYN fingerprint: {@code t{window}_{mss}_{scale}_} and 12 hex digits of an MD5 over {@code
 * {window}_{hop limit}_{mss}_{scale}_{options}}, where the hop limit is the one that the host presumably sent and options are 1
 * for SACK permitted plus 2 for timestamps. An instance belongs to one thread.
 */
final class SynFingerprint {
    private static final int HASH_BYTES = 6;

    private final MessageDigest md5;

    SynFingerprint() {
        try {
            md5 = MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }

    String of(TcpSyn syn) {
        int options = ((syn.options() & TcpOption.SACK_PERMITTED) != 0 ? 1 : 0)
                + ((syn.options() & TcpOption.TIMESTAMPS) != 0 ? 2 : 0);
        String inner = syn.window() + "_" + InitialHopLimit.of(syn.hopLimit()) + "_" + syn.mss() + "_"
                + syn.windowScale() + "_" + options;
        byte[] hash = md5.digest(inner.getBytes(StandardCharsets.US_ASCII));
        return "t" + syn.window() + "_" + syn.mss() + "_" + syn.windowScale() + "_"
                + HexFormat.of().formatHex(hash, 0, HASH_BYTES);
    }
}
