package io.flowjay.flow;

import io.flowjay.packet.IpProtocol;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;

/**
 * Community ID flow hash, version 1 (Corelight community-id-spec): {@code 1:} and the base64 of SHA-1 over seed, ordered
 * addresses, protocol, a zero byte and ordered ports. Zeek, Suricata and Arkime write the same id.
 *
 * <p>ICMP flows here span all types between two hosts, so that no type and code pair belongs to them; like every protocol without
 * ports they are hashed by addresses and protocol alone.
 */
final class CommunityId {
    private final MessageDigest sha1;
    private final int seed;

    CommunityId(int seed) throws GeneralSecurityException {
        this.seed = seed;
        sha1 = MessageDigest.getInstance("SHA-1");
    }

    String of(Flow flow) {
        FlowKey key = flow.key;
        byte[] a = address(key.ipVersion(), key.aHigh(), key.aLow());
        byte[] b = address(key.ipVersion(), key.bHigh(), key.bLow());
        // The key is in the order that the specification asks for: by address bytes, then by port.
        ByteBuffer input = ByteBuffer.allocate(2 + a.length + b.length + 6);
        input.putShort((short) seed).put(a).put(b).put((byte) key.protocol()).put((byte) 0);
        if (IpProtocol.hasPorts(key.protocol())) {
            input.putShort((short) key.aPort()).putShort((short) key.bPort());
        }
        return "1:" + Base64.getEncoder().encodeToString(sha1.digest(Arrays.copyOf(input.array(), input.position())));
    }

    private static byte[] address(int version, long high, long low) {
        return version == 4
                ? ByteBuffer.allocate(4).putInt((int) low).array()
                : ByteBuffer.allocate(16).putLong(high).putLong(low).array();
    }
}
