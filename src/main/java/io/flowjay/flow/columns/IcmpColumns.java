package io.flowjay.flow.columns;

import io.flowjay.packet.DecodedPacket;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The ICMP messages of a flow, one growing array per field, beside {@link PacketColumns} and with its indices.
 *
 * <p>They hold what comes as it comes, eight bytes a packet, so that a flood of identifiers and sequence numbers takes no more
 * memory than one of any other packets: the setting {@code max-memory} bounds both.
 */
public final class IcmpColumns {
    /** Bit of {@link #type}: the packet is a whole message or a fragment of one, and the type of the message is known. */
    public static final int HAS_TYPE = 0x1_0000;
    /** Bit of {@link #type}: a message, or the last of its fragments. */
    public static final int IS_MESSAGE = 0x2_0000;
    /** Bit of {@link #type}: {@link #query} holds an identifier and a sequence number. */
    public static final int IS_QUERY = 0x4_0000;

    private static final int[] NONE = {};

    private int[] types = NONE;
    private int[] queries = NONE;
    private final PacketColumns packets;
    /** The packet that the arrays begin with. */
    private int base;

    /**
     * @param packets the columns that these stand beside
     * @param base the packet that their arrays begin with
     */
    IcmpColumns(PacketColumns packets, int base) {
        this.packets = packets;
        this.base = base;
    }

    private int spilled(PacketColumn column, int index) {
        return packets.spilled(column, index);
    }

    void beginWith(int packet) {
        base = packet;
    }

    /** Type and code of a message as {@code type << 8 | code} in the low 16 bits, with the bits defined here. */
    public int type(int index) {
        int at = index - base;
        if (at >= 0) {
            return types[at];
        }
        return spilled(PacketColumn.ICMP_TYPE, index);
    }

    /** Of a packet with {@link #IS_QUERY}, {@code identifier << 16 | sequence}; undefined for all others. */
    public int query(int index) {
        int at = index - base;
        if (at >= 0) {
            return queries[at];
        }
        return spilled(PacketColumn.ICMP_QUERY, index);
    }

    /** Writes the columns, as {@link PacketColumn} orders them. */
    void write(int from, int count, ByteBuffer into) {
        PacketColumns.put(types, from, count, into);
        PacketColumns.put(queries, from, count, into);
    }

    /** Drops the arrays. */
    void drop() {
        types = NONE;
        queries = NONE;
    }

    void set(int index, DecodedPacket packet, int capacity) {
        if (index >= types.length) {
            types = Arrays.copyOf(types, capacity);
            queries = Arrays.copyOf(queries, capacity);
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
