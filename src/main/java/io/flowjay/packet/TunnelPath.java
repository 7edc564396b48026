package io.flowjay.packet;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tunnels around a packet that have an identifier, from the outside inwards. One instance is filled again for every packet; fields
 * are public as in {@link DecodedPacket}.
 */
public final class TunnelPath {
    /** Set in {@link #network} when the receiver of the packet chose an identifier, so that the other direction has another one. */
    public static final long SIDES_DIFFER = 1L << 63;

    private static final long NESTED = 1L << 62;
    private static final int KIND_SHIFT = 32;
    /** A number from 1 for each kind of tunnel, in the bits above an identifier. */
    private static final Map<Tunnel, Long> KINDS = new EnumMap<>(Tunnel.class);

    static {
        for (Tunnel tunnel : Tunnel.values()) {
            KINDS.put(tunnel, (KINDS.size() + 1L) << KIND_SHIFT);
        }
    }

    /** Kind of the innermost one; null when there is none. */
    public @Nullable Tunnel kind;
    /** Identifier of the innermost one: VNI, TEID, key, ...; unsigned; 0 when there is none. */
    public int id;
    /** Whether the receiver of the packet chose {@link #id}. */
    public boolean idIsReceivers;

    /**
     * What the two directions of a flow have in common: the kind of each tunnel and its identifier, or its two ends where the receiver
     * chose the identifier. 0 when there is none. Of one tunnel with an identifier for both directions it is exact, otherwise a hash.
     */
    public long network;

    /** The identifiers that the receiver chose: of one tunnel its identifier, of several a hash; 0 when there is none. */
    public int receiverIds;

    /**
     * Adds the next tunnel inwards.
     *
     * @param tunnel its kind
     * @param identifier unsigned
     */
    public void add(Tunnel tunnel, int identifier) {
        add(tunnel, identifier, false);
        join(KINDS.getOrDefault(tunnel, 0L) | Integer.toUnsignedLong(identifier));
    }

    /**
     * Adds the next tunnel inwards, whose identifier the receiver of the packet chose.
     *
     * @param tunnel its kind
     * @param identifier unsigned
     * @param ends stands for the addresses of both ends of the tunnel, equal for both directions
     */
    public void addReceivers(Tunnel tunnel, int identifier, long ends) {
        receiverIds = (network & SIDES_DIFFER) == 0
                ? identifier
                : (int) mix((long) receiverIds << 32 | Integer.toUnsignedLong(identifier));
        add(tunnel, identifier, true);
        join(KINDS.getOrDefault(tunnel, 0L) | ends >>> 32 | SIDES_DIFFER);
    }

    private void add(Tunnel tunnel, int identifier, boolean isReceivers) {
        kind = tunnel;
        id = identifier;
        idIsReceivers = isReceivers;
    }

    private void join(long tunnel) {
        network = network == 0
                ? tunnel
                : (mix(mix(network) + tunnel) & ~SIDES_DIFFER) | NESTED | ((network | tunnel) & SIDES_DIFFER);
    }

    /** Stands for two addresses of 128 bits, in any order. */
    public static long ends(long aHigh, long aLow, long bHigh, long bLow) {
        return mix(mix(mix(aHigh) + aLow) + mix(mix(bHigh) + bLow));
    }

    /** Forgets all tunnels. */
    public void clear() {
        if (network != 0) {
            kind = null;
            id = 0;
            idIsReceivers = false;
            network = 0;
            receiverIds = 0;
        }
    }

    /** Becomes equal to another path. */
    public void set(TunnelPath other) {
        if ((network | other.network) != 0) {
            kind = other.kind;
            id = other.id;
            idIsReceivers = other.idIsReceivers;
            network = other.network;
            receiverIds = other.receiverIds;
        }
    }

    // The finalizer of SplitMix64 (Steele, Lea, Flood 2014) after its step: every input bit reaches every output bit.
    private static long mix(long value) {
        long mixed = value + 0x9e3779b97f4a7c15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
