package io.flowjay.flow;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Packets of one flow that follow one another, one growing array per field. Every statistic is a pass over a primitive array; entry
 * {@code i} of each column belongs to the {@code i}-th of these packets in capture order. A small flow is all in one object of this
 * class, see {@link FlowPackets}.
 *
 * <p>The arrays may be longer than {@link #size()}; what lies after that is undefined. They are handed out without a copy and are
 * read-only for everyone but this package.
 */
public final class PacketColumns {
    /** Bit of {@link #info()}: the packet goes from the responder to the initiator. */
    public static final int BACKWARD = 0x100;
    /** Bit of {@link #info()}: the packet has a whole TCP header, so that its flags are known. */
    public static final int HAS_TCP_FLAGS = 0x200;

    /** Bits 10 to 13 of {@link #info()}, which {@link IpFields} reads. */
    static final int IP_SHIFT = 10;

    /** Most flows of a flood have one packet. */
    static final int FIRST_CAPACITY = 2;

    private static final int ENTRY_BYTES = Long.BYTES + 3 * Integer.BYTES + Short.BYTES;
    /** Bits of {@link #kinds}. */
    private static final int TCP = 1;

    private static final int TCP_TIMESTAMPS = 2;
    private static final int ICMP = 4;
    /** How many bits {@link #kinds} has. */
    static final int KIND_BITS = 3;

    private int size;
    private long[] times;
    private int[] lengths;
    private int[] payloads;
    private short[] info;
    private int[] ip;
    private final TcpColumns tcp = new TcpColumns();
    /** Of few flows. */
    private @Nullable IcmpColumns icmp;

    PacketColumns(int capacity) {
        times = new long[capacity];
        lengths = new int[capacity];
        payloads = new int[capacity];
        info = new short[capacity];
        ip = new int[capacity];
    }

    /** Number of packets. */
    public int size() {
        return size;
    }

    /** Capture time of each packet in nanoseconds since the Unix epoch. */
    public long[] times() {
        return times;
    }

    /** IP length of each packet in bytes: header and payload as the IP header states them, without link layer and padding. */
    public int[] lengths() {
        return lengths;
    }

    /** Transport payload of each packet in bytes, as the headers state it. */
    public int[] payloads() {
        return payloads;
    }

    /** TCP flags (low 8 bits, {@link io.flowjay.packet.TcpFlags}) with {@link #BACKWARD}, {@link #HAS_TCP_FLAGS} and bits of {@link IpFields}. */
    public short[] info() {
        return info;
    }

    /** Further fields of each packet's IP header, which {@link IpFields} reads. */
    public int[] ip() {
        return ip;
    }

    /** The TCP headers; nothing is in them for another protocol. */
    public TcpColumns tcp() {
        return tcp;
    }

    /** The ICMP messages; nothing is in them for another protocol. */
    public IcmpColumns icmp() {
        IcmpColumns known = icmp;
        if (known == null) {
            known = new IcmpColumns();
            icmp = known;
        }
        return known;
    }

    void add(long time, int length, int payload, int packetInfo, int ipFields) {
        if (size == times.length) {
            grow(Math.max(FIRST_CAPACITY, times.length * 2));
        }
        times[size] = time;
        lengths[size] = length;
        payloads[size] = payload;
        info[size] = (short) packetInfo;
        ip[size] = ipFields;
        size++;
    }

    /** Exchanges the directions of all packets. */
    void turn() {
        for (int i = 0; i < size; i++) {
            info[i] ^= BACKWARD;
        }
    }

    int capacity() {
        return times.length;
    }

    void clear() {
        size = 0;
    }

    /** How much memory the columns take, about, in bytes. */
    int heldBytes() {
        return times.length * ENTRY_BYTES + tcp.heldBytes() + (icmp == null ? 0 : icmp.heldBytes());
    }

    /** Writes all columns, each packet in {@link #writtenBytes}. */
    void write(ByteBuffer into) {
        into.asLongBuffer().put(times, 0, size);
        skip(into, size * Long.BYTES);
        putInts(into, lengths, size);
        putInts(into, payloads, size);
        putInts(into, ip, size);
        into.asShortBuffer().put(info, 0, size);
        skip(into, size * Short.BYTES);
        tcp.write(into, size);
        if (icmp != null) {
            icmp.write(into, size);
        }
    }

    /** Adds packets that were written. */
    void read(ByteBuffer from, int count, int kinds) {
        int all = size + count;
        if (all > times.length) {
            grow(Math.max(all, times.length * 2));
        }
        from.asLongBuffer().get(times, size, count);
        skip(from, count * Long.BYTES);
        getInts(from, lengths, size, count);
        getInts(from, payloads, size, count);
        getInts(from, ip, size, count);
        from.asShortBuffer().get(info, size, count);
        skip(from, count * Short.BYTES);
        if ((kinds & TCP) != 0) {
            tcp.read(from, size, count, times.length, (kinds & TCP_TIMESTAMPS) != 0);
        }
        if ((kinds & ICMP) != 0) {
            icmp().read(from, size, count, times.length);
        }
        size = all;
    }

    /** Which columns are in use beside those of every packet. */
    int kinds() {
        return (tcp.isUsed() ? TCP : 0)
                | (tcp.hasTimestamps() ? TCP_TIMESTAMPS : 0)
                | (icmp != null && icmp.isUsed() ? ICMP : 0);
    }

    /** Bytes of a written packet. */
    static int writtenBytes(int kinds) {
        return ENTRY_BYTES
                + ((kinds & TCP) != 0 ? TcpColumns.ENTRY_BYTES : 0)
                + ((kinds & TCP_TIMESTAMPS) != 0 ? TcpColumns.TIMESTAMP_BYTES : 0)
                + ((kinds & ICMP) != 0 ? IcmpColumns.ENTRY_BYTES : 0);
    }

    static void putInts(ByteBuffer into, int[] column, int count) {
        into.asIntBuffer().put(column, 0, Math.min(count, column.length));
        skip(into, count * Integer.BYTES);
    }

    static void getInts(ByteBuffer from, int[] column, int at, int count) {
        from.asIntBuffer().get(column, at, count);
        skip(from, count * Integer.BYTES);
    }

    static void skip(ByteBuffer buffer, int bytes) {
        buffer.position(buffer.position() + bytes);
    }

    private void grow(int capacity) {
        times = Arrays.copyOf(times, capacity);
        lengths = Arrays.copyOf(lengths, capacity);
        payloads = Arrays.copyOf(payloads, capacity);
        info = Arrays.copyOf(info, capacity);
        ip = Arrays.copyOf(ip, capacity);
    }
}
