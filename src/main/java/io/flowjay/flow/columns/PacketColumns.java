package io.flowjay.flow.columns;

import io.flowjay.packet.DecodedPacket;
import io.flowjay.packet.TcpHeader;
import io.flowjay.spill.SpillSpace;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The packets of one flow, one growing array per field. Every statistic is a pass over a column; entry {@code i} of each column belongs
 * to the {@code i}-th packet of the flow in capture order.
 *
 * <p>Where memory is short, the packets so far move to a temporary file, and the arrays begin with the next one. They are read from there
 * with the same values. Passes in the order of the packets are fast; jumps back and forth are not.
 */
public final class PacketColumns {
    // The accessors are short enough for the quick compiler to inline them (35 bytes of code).
    /** Bit of {@link #info}: the packet goes from the responder to the initiator. */
    public static final int BACKWARD = 0x100;
    /** Bit of {@link #info}: the packet has a whole TCP header, so that its flags are known. */
    public static final int HAS_TCP_FLAGS = 0x200;

    /** Bits 10 to 13 of {@link #info}, which {@link IpFields} reads. */
    static final int IP_SHIFT = 10;

    public static final int FIRST_CAPACITY = 2;
    /** What a packet takes in memory at most. */
    static final int PACKET_BYTES = 48;
    /** Arrays of this many packets grow only while there is memory. */
    private static final int LARGE = 4096;

    private final SpillSpace space;
    private int size;
    /** The packet that the arrays begin with. */
    private int base;

    private long[] times;
    /** Length in the high 32 bits, payload in the low ones. */
    private long[] lengths;
    /** {@link #ip} in the high 32 bits, {@link #info} in the low 16. */
    private long[] fields;

    private final TcpColumns tcp = new TcpColumns(this);
    private @Nullable IcmpColumns icmp;
    private @Nullable SpilledPackets earlier;

    /** Columns without a packet, whose memory is taken from a space. */
    public PacketColumns(int capacity, SpillSpace space) {
        this.space = space;
        times = new long[capacity];
        lengths = new long[capacity];
        fields = new long[capacity];
        space.reserve((long) capacity * PACKET_BYTES);
    }

    /** Number of packets. */
    public int size() {
        return size;
    }

    /** The memory that statistics of these packets may take. */
    public SpillSpace space() {
        return space;
    }

    /** Capture time of a packet in nanoseconds since the Unix epoch. */
    public long time(int index) {
        int at = index - base;
        if (at >= 0) {
            return times[at];
        }
        return SpilledPackets.of(earlier).time(index);
    }

    /** IP length of a packet in bytes: header and payload as the IP header states them, without link layer and padding. */
    public int length(int index) {
        int at = index - base;
        if (at >= 0) {
            return (int) (lengths[at] >>> Integer.SIZE);
        }
        return spilled(PacketColumn.LENGTH, index);
    }

    /** Transport payload of a packet in bytes, as the headers state it. */
    public int payload(int index) {
        int at = index - base;
        if (at >= 0) {
            return (int) lengths[at];
        }
        return spilled(PacketColumn.PAYLOAD, index);
    }

    /** TCP flags (low 8 bits, {@link io.flowjay.packet.TcpFlags}) with {@link #BACKWARD}, {@link #HAS_TCP_FLAGS} and bits of {@link IpFields}. */
    public short info(int index) {
        int at = index - base;
        if (at >= 0) {
            return (short) fields[at];
        }
        return SpilledPackets.of(earlier).info(index);
    }

    /** Further fields of a packet's IP header, which {@link IpFields} reads. */
    public int ip(int index) {
        int at = index - base;
        if (at >= 0) {
            return (int) (fields[at] >>> Integer.SIZE);
        }
        return spilled(PacketColumn.IP, index);
    }

    /** The TCP headers; nothing is in them for another protocol. */
    public TcpColumns tcp() {
        return tcp;
    }

    /** The ICMP messages; null for another protocol. */
    public @Nullable IcmpColumns icmp() {
        return icmp;
    }

    /** Capture time of the last packet. */
    public long lastTime() {
        return size > base ? times[size - 1 - base] : SpilledPackets.of(earlier).lastTime();
    }

    /** A value of a packet before those in memory. */
    int spilled(PacketColumn column, int index) {
        return SpilledPackets.of(earlier).value(column, index);
    }

    /**
     * Adds a packet.
     *
     * @param time as in {@link #time}
     * @param length as in {@link #length}
     * @param payload as in {@link #payload}
     * @param packetInfo as in {@link #info}
     * @param ipFields as in {@link #ip}
     */
    public void add(long time, int length, int payload, int packetInfo, int ipFields) {
        int at = size - base;
        if (at == times.length) {
            grow();
            at = size - base;
        }
        times[at] = time;
        lengths[at] = pair(length, payload);
        fields[at] = pair(ipFields, packetInfo);
        size++;
    }

    /**
     * Adds a packet of other columns.
     *
     * @param from where it is
     * @param index which one
     * @param exchanged {@link #BACKWARD} if it goes the other way here, else 0
     */
    public void copy(PacketColumns from, int index, int exchanged) {
        add(from.time(index), from.length(index), from.payload(index), from.info(index) ^ exchanged, from.ip(index));
        if ((from.info(index) & HAS_TCP_FLAGS) != 0) {
            tcp.copy(size - 1 - base, from.tcp, index, times.length);
        }
    }

    private static long pair(int high, int low) {
        return (long) high << Integer.SIZE | Integer.toUnsignedLong(low);
    }

    /** Sets the TCP header of the packet that was added last. */
    public void setTcp(TcpHeader header) {
        tcp.set(size - 1 - base, header, times.length);
    }

    /** Sets the ICMP message of the packet that was added last. */
    public void setIcmp(DecodedPacket packet) {
        IcmpColumns messages = icmp;
        if (messages == null) {
            messages = new IcmpColumns(this, base);
            icmp = messages;
        }
        messages.set(size - 1 - base, packet, times.length);
    }

    /** Exchanges the directions of all packets. */
    public void turn() {
        for (int i = 0; i < size - base; i++) {
            fields[i] ^= BACKWARD;
        }
        if (earlier != null) {
            earlier.turn();
        }
    }

    int capacity() {
        return times.length;
    }

    /** Packets that are in memory. */
    public int inMemory() {
        return size - base;
    }

    /** Moves the packets that are in memory to the temporary file, and keeps arrays of at most {@code capacity} packets. */
    public void spill(int capacity) {
        SpilledPackets before = earlier;
        if (before == null) {
            before = new SpilledPackets(space);
            earlier = before;
        }
        before.write(this, size - base);
        beginWith(size);
        if (capacity < times.length) {
            resize(capacity);
        }
    }

    /** Writes packets column by column, as {@link PacketColumn} orders them; answers the kind of block. */
    int write(int from, int count, ByteBuffer into) {
        IcmpColumns messages = icmp;
        int kind = tcp.kind() | (messages == null ? 0 : PacketColumn.ICMP);
        into.asLongBuffer().put(times, from, count);
        into.position(count * Long.BYTES);
        putHigh(lengths, from, count, into);
        putLow(lengths, from, count, into);
        putHigh(fields, from, count, into);
        if (!tcp.isEmpty()) {
            tcp.writeInts(from, count, into);
        }
        if (messages != null) {
            messages.write(from, count, into);
        }
        for (int i = from; i < from + count; i++) {
            into.putShort((short) fields[i]);
        }
        if (!tcp.isEmpty()) {
            tcp.writeRest(from, count, into);
        }
        return kind;
    }

    /** Writes a column; a packet that an array has no entry for has 0. */
    static void put(int[] column, int from, int count, ByteBuffer into) {
        int known = Math.max(0, Math.min(count, column.length - from));
        into.asIntBuffer().put(column, Math.min(from, column.length), known);
        into.position(into.position() + known * Integer.BYTES);
        for (int i = known; i < count; i++) {
            into.putInt(0);
        }
    }

    /** Writes the high 32 bits of a column; a packet that the array has no entry for has 0. */
    static void putHigh(long[] column, int from, int count, ByteBuffer into) {
        for (int i = from; i < from + count; i++) {
            into.putInt(i < column.length ? (int) (column[i] >>> Integer.SIZE) : 0);
        }
    }

    /** Writes the low 32 bits of a column; a packet that the array has no entry for has 0. */
    static void putLow(long[] column, int from, int count, ByteBuffer into) {
        for (int i = from; i < from + count; i++) {
            into.putInt(i < column.length ? (int) column[i] : 0);
        }
    }

    /** Forgets the packets, and gives back what they take in the temporary file and in memory; call {@link #take} before the next one. */
    void clear() {
        if (earlier != null) {
            earlier.free();
            earlier = null;
        }
        space.release((long) times.length * PACKET_BYTES);
        size = 0;
        icmp = null;
        beginWith(0);
    }

    private void beginWith(int packet) {
        base = packet;
        tcp.beginWith(packet);
        if (icmp != null) {
            icmp.beginWith(packet);
        }
    }

    /** Takes the memory for packets once more. */
    void take() {
        space.reserve((long) times.length * PACKET_BYTES);
    }

    private void grow() {
        int capacity = times.length * 2;
        long more = (long) times.length * PACKET_BYTES;
        if (capacity > LARGE && !space.tryReserve(more)) {
            spill(SpilledPackets.BLOCK);
            return;
        }
        if (capacity <= LARGE) {
            space.reserve(more);
        }
        times = Arrays.copyOf(times, capacity);
        lengths = Arrays.copyOf(lengths, capacity);
        fields = Arrays.copyOf(fields, capacity);
    }

    private void resize(int capacity) {
        space.release((long) (times.length - capacity) * PACKET_BYTES);
        times = new long[capacity];
        lengths = new long[capacity];
        fields = new long[capacity];
        tcp.drop();
        if (icmp != null) {
            icmp.drop();
        }
    }
}
