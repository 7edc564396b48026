package io.flowjay.flow;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Names and ids of the flows of one capture. The id of a flow's 5-tuple is an XXH3 hash; with a salt, which may be a secret, a
 * SHA-256 hash. The ids of records and connections are the hash of the capture's id, made once, and a packet's number. With an anonymisation key every name and id is an HMAC-SHA-256 (RFC 2104) under that
 * key, so that no address can be found by trying them all; equal addresses keep equal names. An instance belongs to one thread.
 */
public final class FlowIds {
    private static final int ID_DIGITS = 32;
    private static final int ADDRESS_DIGITS = 16;
    private static final int CAPTURE_DIGITS = 20;
    private static final int KEY_BYTES = 38;
    private static final char[] HEX = "0123456789abcdef".toCharArray();
    private static final Hasher128 XXH3 = Hashing.xxh3_128();
    private static final String IPV4 = "\\d{1,3}(?:\\.\\d{1,3}){3}";
    private static final String IPV6 = "(?:[0-9A-Fa-f]{0,4}:){2,7}(?:" + IPV4 + "|[0-9A-Fa-f]{0,4})";
    /** The digits of an address or of its prefix, backwards, as they are asked for in DNS (RFC 3596 section 2.5). */
    private static final String REVERSE_IPV6 = "[0-9A-Fa-f](?:\\.[0-9A-Fa-f]){0,31}(?=\\.ip6\\.arpa)";

    private static final Pattern ADDRESS = Pattern.compile(REVERSE_IPV6 + "|" + IPV4 + "|" + IPV6);

    private final String recordPrefix;
    private final IdSettings settings;
    private final MessageDigest sha256;
    private final @Nullable Mac hmac;
    private final CommunityId communityId;
    private final byte[] key = new byte[KEY_BYTES];

    /**
     * @param captureId the id of the capture that the flows come from
     * @param settings salt, seed and anonymisation key
     */
    public FlowIds(String captureId, IdSettings settings) {
        this.settings = settings;
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
            communityId = new CommunityId(settings.communityIdSeed());
            String key = settings.anonymizationKey();
            if (key == null) {
                hmac = null;
            } else {
                hmac = Mac.getInstance("HmacSHA256");
                hmac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            }
            recordPrefix = digest(captureId, CAPTURE_DIGITS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime lacks SHA-256 or HMAC-SHA-256", e);
        }
    }

    /** The 5-tuple's hash: 32 hex digits, equal for both directions and for every flow of the 5-tuple. */
    public String flowId(Flow flow) {
        if (hmac != null || !settings.flowIdSalt().isEmpty()) {
            return digest(settings.flowIdSalt() + tuple(flow), ID_DIGITS);
        }
        HashValue128 hash = XXH3.hashBytesTo128Bits(key, 0, flow.key.write(key));
        char[] digits = new char[ID_DIGITS];
        hex(hash.getMostSignificantBits(), Long.BYTES * 2, digits, 0);
        hex(hash.getLeastSignificantBits(), Long.BYTES * 2, digits, Long.BYTES * 2);
        return String.valueOf(digits);
    }

    /** The flow's own id: 20 hex digits of the capture, and the number of the flow's first packet in 12. */
    public String recordId(Flow flow) {
        return ofPacket(flow.ordinal());
    }

    /** The id of the flow's connection: that of the record of its first part. */
    public String connectionId(Flow flow) {
        return ofPacket(flow.connection());
    }

    private String ofPacket(long number) {
        char[] digits = new char[ID_DIGITS];
        recordPrefix.getChars(0, CAPTURE_DIGITS, digits, 0);
        hex(number, ID_DIGITS - CAPTURE_DIGITS, digits, CAPTURE_DIGITS);
        return String.valueOf(digits);
    }

    private static void hex(long value, int digits, char[] to, int at) {
        for (int i = 0; i < digits; i++) {
            to[at + i] = HEX[(int) (value >>> ((digits - 1 - i) * 4)) & 0xf];
        }
    }

    /** Community ID flow hash, version 1; null when addresses are anonymised, since it would give them away. */
    public @Nullable String communityId(Flow flow) {
        return hmac == null ? communityId.of(flow) : null;
    }

    /** As {@link Flow#tunnelId}; null when addresses are anonymised, since it names a network. */
    public @Nullable String tunnelId(Flow flow) {
        return hmac == null ? flow.tunnelId() : null;
    }

    /** As {@link Flow#interfaceName}; null when addresses are anonymised, since it may name a network or a device. */
    public @Nullable String interfaceName(Flow flow) {
        return hmac == null ? flow.interfaceName() : null;
    }

    /** The initiator's address as text, or the 16 hex digits that stand for it. */
    public String initiatorAddress(Flow flow) {
        return address(flow.initiatorAddress());
    }

    /** The responder's address as text, or the 16 hex digits that stand for it. */
    public String responderAddress(Flow flow) {
        return address(flow.responderAddress());
    }

    /** An address as text, or the 16 hex digits that stand for it. */
    public String address(String text) {
        return hmac == null ? text : digest(text, ADDRESS_DIGITS);
    }

    /** A name that payload holds, in which the 16 hex digits stand for every address. */
    public String name(String text) {
        return hmac == null ? text : ADDRESS.matcher(text).replaceAll(match -> address(match.group()));
    }

    /** {@code ip:port:ip:port:protocol}, endpoints in the order of their address texts, then of their ports. */
    private static String tuple(Flow flow) {
        String a = flow.aAddress();
        String b = flow.bAddress();
        int aPort = flow.key.aPort();
        int bPort = flow.key.bPort();
        int order = a.compareTo(b);
        boolean aFirst = order == 0 ? aPort <= bPort : order < 0;
        return aFirst
                ? a + ':' + aPort + ':' + b + ':' + bPort + ':' + flow.protocol()
                : b + ':' + bPort + ':' + a + ':' + aPort + ':' + flow.protocol();
    }

    private String digest(String text, int digits) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] hash = hmac == null ? sha256.digest(bytes) : hmac.doFinal(bytes);
        return HexFormat.of().formatHex(hash, 0, digits / 2);
    }
}
