package io.flowjay.packet.fragment;

import io.flowjay.packet.DecodedPacket;
import io.flowjay.wire.Bytes;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What the fragments of one packet have in common: addresses, identification and for IPv4 the protocol (RFC 791 section 3.2,
 * RFC 8200 section 4.5); -1 stands for the protocol of IPv6.
 */
public record FragmentKey(
        int protocol, long sourceHigh, long sourceLow, long destinationHigh, long destinationLow, long identification) {
    /** Keeps attackers from choosing fragments that share a slot; no result depends on it. */
    private static final long SEED = ThreadLocalRandom.current().nextLong() | 1;

    private static final int IPV6 = -1;

    public static FragmentKey ipv4(byte[] data, int header) {
        return new FragmentKey(
                Bytes.u8(data, header + 9),
                0,
                Bytes.u32be(data, header + 12),
                0,
                Bytes.u32be(data, header + 16),
                Bytes.u16be(data, header + 4));
    }

    public static FragmentKey ipv6(byte[] data, int header, long identification) {
        return new FragmentKey(
                IPV6,
                Bytes.i64be(data, header + 8),
                Bytes.i64be(data, header + 16),
                Bytes.i64be(data, header + 24),
                Bytes.i64be(data, header + 32),
                identification);
    }

    /** Gives a packet the fields that the key is made of. */
    void show(DecodedPacket packet) {
        boolean v4 = protocol != IPV6;
        packet.ipVersion = v4 ? 4 : 6;
        packet.sourceHigh = sourceHigh;
        packet.sourceLow = sourceLow;
        packet.destinationHigh = destinationHigh;
        packet.destinationLow = destinationLow;
        packet.identification = v4 ? (int) identification : 0;
    }

    @Override
    public int hashCode() {
        long hash = mix(identification ^ SEED) + protocol;
        hash = mix(mix(hash ^ sourceHigh) + sourceLow);
        hash = mix(mix(hash ^ destinationHigh) + destinationLow);
        return (int) (hash >>> 32);
    }

    private static long mix(long value) {
        long product = value * SEED;
        return product ^ (product >>> 29);
    }
}
