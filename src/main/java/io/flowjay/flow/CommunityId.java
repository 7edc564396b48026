package io.flowjay.flow;

import io.flowjay.packet.IpProtocol;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
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
    /** Seed, two IPv6 addresses, protocol, zero and ports. */
    private final ByteBuffer input = ByteBuffer.allocate(2 + 2 * 16 + 2 + 4);

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
        input.clear().putShort((short) seed);
        address(key, aFirst);
        address(key, !aFirst);
        input.put((byte) key.protocol()).put((byte) 0);
        if (firstPort != NO_PORTS) {
            input.putShort((short) firstPort).putShort((short) secondPort);
        }
        sha1.update(input.array(), 0, input.position());
        return "1:" + Base64.getEncoder().encodeToString(sha1.digest());
    }

    private void address(FlowKey key, boolean ofA) {
        long low = ofA ? key.aLow() : key.bLow();
        if (key.ipVersion() == 4) {
            input.putInt((int) low);
        } else {
            input.putLong(ofA ? key.aHigh() : key.bHigh()).putLong(low);
        }
    }
}
