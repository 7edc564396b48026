package io.flowjay.flow;

import io.flowjay.packet.DecodedPacket;

/** Seeded 64-bit hash of a packet's key, equal for both directions. */
final class KeyHash {
    // The finalizer of SplitMix64 (Steele, Lea, Flood 2014): every input bit reaches every output bit.
    private static final long STEP = 0x9e3779b97f4a7c15L;

    private KeyHash() {}

    static long of(DecodedPacket packet, boolean sourceIsA, long link, long tunnel, long seed) {
        long ports = sourceIsA
                ? (long) packet.sourcePort << 16 | packet.destinationPort
                : (long) packet.destinationPort << 16 | packet.sourcePort;
        long hash = mix(seed + STEP + (((long) packet.protocol << 32) | ports));
        if ((link | tunnel) != 0) {
            hash = mix(mix(hash ^ link) + tunnel);
        }
        if (packet.ipVersion == 4) {
            long addresses = sourceIsA
                    ? packet.sourceLow << 32 | packet.destinationLow
                    : packet.destinationLow << 32 | packet.sourceLow;
            return mix(hash ^ addresses);
        }
        if (sourceIsA) {
            hash = mix(mix(hash ^ packet.sourceHigh) + packet.sourceLow);
            return mix(mix(hash ^ packet.destinationHigh) + packet.destinationLow);
        }
        hash = mix(mix(hash ^ packet.destinationHigh) + packet.destinationLow);
        return mix(mix(hash ^ packet.sourceHigh) + packet.sourceLow);
    }

    /** The hash of a key and of the identifier that one side's packets have besides. */
    static long with(long hash, boolean ofA, int id) {
        return mix(hash ^ (Integer.toUnsignedLong(id) << 1 | (ofA ? 1 : 0)));
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
