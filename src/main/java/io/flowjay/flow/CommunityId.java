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
 * <p>For ICMP the type of the flow's first message and the type of its answer take the place of the ports.
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
        if (flow.icmpTypeAndCode >= 0) {
            return icmp(flow, flow.icmpTypeAndCode >> 8, flow.icmpTypeAndCode & 0xff);
        }
        // The key is in the order that the specification asks for: by address, then by port.
        return IpProtocol.hasPorts(key.protocol())
                ? hash(key, true, key.aPort(), key.bPort())
                : hash(key, true, NO_PORTS, NO_PORTS);
    }

    private String icmp(Flow flow, int type, int code) {
        FlowKey key = flow.key;
        int answer = IcmpAnswers.of(key.ipVersion(), type);
        boolean sameHost = key.aHigh() == key.bHigh() && key.aLow() == key.bLow();
        if (answer < 0) {
            // A message without an answer keeps its direction.
            return hash(key, flow.firstFromA, type, code);
        }
        boolean requestFirst = sameHost ? type < answer : flow.firstFromA;
        return requestFirst ? hash(key, true, type, answer) : hash(key, true, answer, type);
    }

    private static final int NO_PORTS = -1;

    private String hash(FlowKey key, boolean aFirst, int firstPort, int secondPort) {
        byte[] a = address(key.ipVersion(), key.aHigh(), key.aLow());
        byte[] b = address(key.ipVersion(), key.bHigh(), key.bLow());
        ByteBuffer input = ByteBuffer.allocate(2 + a.length + b.length + 6);
        input.putShort((short) seed).put(aFirst ? a : b).put(aFirst ? b : a);
        input.put((byte) key.protocol()).put((byte) 0);
        if (firstPort != NO_PORTS) {
            input.putShort((short) firstPort).putShort((short) secondPort);
        }
        return "1:" + Base64.getEncoder().encodeToString(sha1.digest(Arrays.copyOf(input.array(), input.position())));
    }

    private static byte[] address(int version, long high, long low) {
        return version == 4
                ? ByteBuffer.allocate(4).putInt((int) low).array()
                : ByteBuffer.allocate(16).putLong(high).putLong(low).array();
    }
}
