package io.flowjay.flow;

import java.util.Arrays;

/**
 * The packets of one flow, one growing array per field. Every statistic is a pass over a primitive array; entry {@code i} of
 * each column belongs to the {@code i}-th packet of the flow in capture order.
 *
 * <p>The arrays may be longer than {@link #size()}; what lies behind is undefined. They are handed out without a copy and are
 * read-only for everyone but this package.
 */
public final class PacketColumns {
    /** Bit of {@link #info()}: the packet goes from the responder to the initiator. */
    public static final int BACKWARD = 0x100;
    /** Bit of {@link #info()}: the packet has a whole TCP header, so that its flags are known. */
    public static final int HAS_TCP_FLAGS = 0x200;

    /** Bits 10 to 13 of {@link #info()}, which {@link IpFields} reads. */
    static final int IP_SHIFT = 10;

    static final int FIRST_CAPACITY = 4;

    private int size;
    private long[] times;
    private int[] lengths;
    private int[] payloads;
    private short[] info;
    private int[] ip;
    private final TcpColumns tcp = new TcpColumns();

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

    void add(long time, int length, int payload, int packetInfo, int ipFields) {
        if (size == times.length) {
            grow();
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

    private void grow() {
        int capacity = times.length * 2;
        times = Arrays.copyOf(times, capacity);
        lengths = Arrays.copyOf(lengths, capacity);
        payloads = Arrays.copyOf(payloads, capacity);
        info = Arrays.copyOf(info, capacity);
        ip = Arrays.copyOf(ip, capacity);
    }
}
