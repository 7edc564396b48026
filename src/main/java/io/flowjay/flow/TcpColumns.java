package io.flowjay.flow;

import io.flowjay.packet.TcpHeader;
import io.flowjay.packet.TcpOption;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The TCP headers of a TCP flow's packets, one growing array per field, beside {@link PacketColumns} and with its indices. What
 * stands for a packet without {@link PacketColumns#HAS_TCP_FLAGS} is undefined. The arrays are read-only for everyone but this
 * package.
 */
public final class TcpColumns {
    /** Bits of {@link #options()}: the number of SACK blocks, 0 to 4. */
    public static final int SACK_BLOCKS = 0x07;
    /** Bit of {@link #options()}: the packet has timestamps. */
    public static final int TIMESTAMPS = 0x08;
    /** Bit of {@link #options()}: the packet has an option of Multipath TCP. */
    public static final int MPTCP = 0x10;
    /** Bit of {@link #options()}: the packet has an option other than end of list and no operation. */
    public static final int ANY_OPTION = 0x20;
    /** Bit of {@link #options()}: the window was captured. */
    public static final int HAS_WINDOW = 0x40;

    static final int ENTRY_BYTES = 2 * Integer.BYTES + Character.BYTES + Byte.BYTES;
    static final int TIMESTAMP_BYTES = 2 * Integer.BYTES;

    private static final int[] NONE = {};

    private int[] sequences = NONE;
    private int[] acknowledgements = NONE;
    private char[] windows = {};
    private byte[] options = {};
    private int[] timestamps = NONE;
    private int[] echoes = NONE;

    /** Sequence number of each packet, unsigned. */
    public int[] sequences() {
        return sequences;
    }

    /** Acknowledgement number of each packet, unsigned; valid with the ACK flag. */
    public int[] acknowledgements() {
        return acknowledgements;
    }

    /** Window field of each packet, not scaled; undefined without {@link #HAS_WINDOW}. */
    public char[] windows() {
        return windows;
    }

    /** What options each packet has, in the bits defined here. */
    public byte[] options() {
        return options;
    }

    /** TSval of each packet with {@link #TIMESTAMPS}, unsigned; empty or short where no packet has one. */
    public int[] timestamps() {
        return timestamps;
    }

    /** TSecr of each packet with {@link #TIMESTAMPS}, unsigned; valid with the ACK flag. */
    public int[] echoes() {
        return echoes;
    }

    void set(int index, TcpHeader header, int capacity) {
        if (index >= sequences.length) {
            grow(capacity);
        }
        sequences[index] = header.sequence;
        acknowledgements[index] = header.acknowledgement;
        windows[index] = (char) header.window;
        options[index] = (byte) summary(header);
        if ((header.options & TcpOption.TIMESTAMPS) != 0) {
            if (index >= timestamps.length) {
                growTimestamps(capacity);
            }
            timestamps[index] = header.timestamp;
            echoes[index] = header.timestampEcho;
        }
    }

    boolean isUsed() {
        return sequences.length > 0;
    }

    boolean hasTimestamps() {
        return timestamps.length > 0;
    }

    int heldBytes() {
        return sequences.length * ENTRY_BYTES + timestamps.length * TIMESTAMP_BYTES;
    }

    void write(ByteBuffer into, int count) {
        if (isUsed()) {
            PacketColumns.putInts(into, sequences, count);
            PacketColumns.putInts(into, acknowledgements, count);
            into.asCharBuffer().put(windows, 0, Math.min(count, windows.length));
            PacketColumns.skip(into, count * Character.BYTES);
            into.duplicate().put(options, 0, Math.min(count, options.length));
            PacketColumns.skip(into, count);
        }
        if (hasTimestamps()) {
            PacketColumns.putInts(into, timestamps, count);
            PacketColumns.putInts(into, echoes, count);
        }
    }

    void read(ByteBuffer from, int at, int count, int capacity, boolean withTimestamps) {
        if (at + count > sequences.length) {
            grow(capacity);
        }
        PacketColumns.getInts(from, sequences, at, count);
        PacketColumns.getInts(from, acknowledgements, at, count);
        from.asCharBuffer().get(windows, at, count);
        PacketColumns.skip(from, count * Character.BYTES);
        from.get(options, at, count);
        if (withTimestamps) {
            if (at + count > timestamps.length) {
                growTimestamps(capacity);
            }
            PacketColumns.getInts(from, timestamps, at, count);
            PacketColumns.getInts(from, echoes, at, count);
        }
    }

    private static int summary(TcpHeader header) {
        int summary = Math.min(header.sackBlocks, SACK_BLOCKS);
        summary |= (header.options & TcpOption.TIMESTAMPS) != 0 ? TIMESTAMPS : 0;
        summary |= (header.options & TcpOption.MPTCP) != 0 ? MPTCP : 0;
        summary |= header.options != 0 ? ANY_OPTION : 0;
        summary |= header.window != TcpHeader.NO_WINDOW ? HAS_WINDOW : 0;
        return summary;
    }

    private void grow(int capacity) {
        sequences = Arrays.copyOf(sequences, capacity);
        acknowledgements = Arrays.copyOf(acknowledgements, capacity);
        windows = Arrays.copyOf(windows, capacity);
        options = Arrays.copyOf(options, capacity);
    }

    private void growTimestamps(int capacity) {
        timestamps = Arrays.copyOf(timestamps, capacity);
        echoes = Arrays.copyOf(echoes, capacity);
    }
}
