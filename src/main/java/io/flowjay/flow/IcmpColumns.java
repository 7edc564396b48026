package io.flowjay.flow;

import io.flowjay.packet.DecodedPacket;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The ICMP messages of a flow's packets, one growing array per field, beside {@link PacketColumns} and with its indices. The arrays are
 * read-only for everyone but this package.
 *
 * <p>They hold what comes as it comes, eight bytes a packet, so that a flood of identifiers and sequence numbers takes no more
 * memory than one of any other packets.
 */
public final class IcmpColumns {
    /** Bit of {@link #types()}: the type of the message is known, of which this packet is all or a fragment. */
    public static final int HAS_TYPE = 0x1_0000;
    /** Bit of {@link #types()}: a message, or the last of its fragments. */
    public static final int IS_MESSAGE = 0x2_0000;
    /** Bit of {@link #types()}: {@link #queries()} holds an identifier and a sequence number. */
    public static final int IS_QUERY = 0x4_0000;

    static final int ENTRY_BYTES = 2 * Integer.BYTES;

    private static final int[] NONE = {};

    private int[] types = NONE;
    private int[] queries = NONE;

    /** Type and code of each message as {@code type << 8 | code} in the low 16 bits, with the bits defined here. */
    public int[] types() {
        return types;
    }

    /** Of each packet with {@link #IS_QUERY}, {@code identifier << 16 | sequence}; undefined for all others. */
    public int[] queries() {
        return queries;
    }

    boolean isUsed() {
        return types.length > 0;
    }

    int heldBytes() {
        return types.length * ENTRY_BYTES;
    }

    void write(ByteBuffer into, int count) {
        if (isUsed()) {
            PacketColumns.putInts(into, types, count);
            PacketColumns.putInts(into, queries, count);
        }
    }

    void read(ByteBuffer from, int at, int count, int capacity) {
        if (at + count > types.length) {
            grow(capacity);
        }
        PacketColumns.getInts(from, types, at, count);
        PacketColumns.getInts(from, queries, at, count);
    }

    private void grow(int capacity) {
        types = Arrays.copyOf(types, capacity);
        queries = Arrays.copyOf(queries, capacity);
    }

    void set(int index, DecodedPacket packet, int capacity) {
        if (index >= types.length) {
            grow(capacity);
        }
        int type = 0;
        if (packet.icmpTypeAndCode >= 0) {
            type = packet.icmpTypeAndCode | HAS_TYPE;
            if (packet.hasIcmpMessage) {
                type |= IS_MESSAGE;
                type |= packet.icmpQuery >= 0 ? IS_QUERY : 0;
            }
        }
        types[index] = type;
        queries[index] = (int) packet.icmpQuery;
    }
}
