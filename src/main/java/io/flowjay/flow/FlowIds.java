package io.flowjay.flow;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Names and ids of the flows of one capture. With an anonymisation key every name and id is an HMAC-SHA-256 (RFC 2104) under that
 * key, so that no address can be found by trying them all; equal addresses keep equal names. An instance belongs to one thread.
 */
public final class FlowIds {
    private static final int ID_DIGITS = 32;
    private static final int ADDRESS_DIGITS = 16;
    private static final String IPV4 = "\\d{1,3}(?:\\.\\d{1,3}){3}";
    private static final String IPV6 = "(?:[0-9A-Fa-f]{0,4}:){2,7}(?:" + IPV4 + "|[0-9A-Fa-f]{0,4})";
    /** The digits of an address or of its prefix, backwards, as they are asked for in DNS (RFC 3596 section 2.5). */
    private static final String REVERSE_IPV6 = "[0-9A-Fa-f](?:\\.[0-9A-Fa-f]){0,31}(?=\\.ip6\\.arpa)";

    private static final Pattern ADDRESS = Pattern.compile(REVERSE_IPV6 + "|" + IPV4 + "|" + IPV6);

    private final String captureId;
    private final IdSettings settings;
    private final MessageDigest sha256;
    private final @Nullable Mac hmac;
    private final CommunityId communityId;
    private @Nullable Flow named;
    private String tuple = "";

    /**
     * @param captureId the id of the capture that the flows come from
     * @param settings salt, seed and anonymisation key
     */
    public FlowIds(String captureId, IdSettings settings) {
        this.captureId = captureId;
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
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime lacks SHA-256 or HMAC-SHA-256", e);
        }
    }

    /** The 5-tuple's hash: 32 hex digits, equal for both directions and for every flow of the 5-tuple. */
    public String flowId(Flow flow) {
        return digest(settings.flowIdSalt() + tuple(flow), ID_DIGITS);
    }

    /** The flow's own id: 32 hex digits over capture id, 5-tuple, start time and ordinal. */
    public String recordId(Flow flow) {
        return digest(captureId + '|' + tuple(flow) + '|' + flow.startNanos() + '|' + flow.ordinal(), ID_DIGITS);
    }

    /** The id of the flow's connection: 32 hex digits over capture id, 5-tuple and number of the connection's first packet. */
    public String connectionId(Flow flow) {
        return digest(captureId + '|' + tuple(flow) + '|' + flow.connection(), ID_DIGITS);
    }

    /** Community ID flow hash, version 1; null when addresses are anonymised, since it would give them away. */
    public @Nullable String communityId(Flow flow) {
        return hmac == null ? communityId.of(flow) : null;
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

    /** The text of the 5-tuple, which is made once for the names of a flow that are asked for one after another. */
    private String tuple(Flow flow) {
        if (named != flow) {
            tuple = tupleOf(flow);
            named = flow;
        }
        return tuple;
    }

    /** {@code ip:port:ip:port:protocol}, endpoints in the order of their address texts, then of their ports. */
    private static String tupleOf(Flow flow) {
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
