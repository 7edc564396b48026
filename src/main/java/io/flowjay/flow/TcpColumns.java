package io.flowjay.flow;

import io.flowjay.packet.TcpHeader;
import io.flowjay.packet.TcpOption;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The TCP headers of a TCP flow's packets, one growing array per field, beside {@link PacketColumns} and with its indices. What
 * stands for a packet without {@link PacketColumns#HAS_TCP_FLAGS} is undefined.
 */
public final class TcpColumns {
    /** Bits of {@link #options}: the number of SACK blocks, 0 to 4. */
    public static final int SACK_BLOCKS = 0x07;
    /** Bit of {@link #options}: the packet has timestamps. */
    public static final int TIMESTAMPS = 0x08;
    /** Bit of {@link #options}: the packet has an option of Multipath TCP. */
    public static final int MPTCP = 0x10;
    /** Bit of {@link #options}: the packet has an option other than end of list and no operation. */
    public static final int ANY_OPTION = 0x20;
    /** Bit of {@link #options}: the window was captured. */
    public static final int HAS_WINDOW = 0x40;

    private static final int[] NONE = {};

    private int[] sequences = NONE;
    private int[] acknowledgements = NONE;
    private char[] windows = {};
    private byte[] options = {};
    private int[] timestamps = NONE;
    private int[] echoes = NONE;
    /** The packet that the arrays begin with. */
    private int base;

    private @Nullable SpilledPackets earlier;

    /** Sequence number of a packet, unsigned. */
    public int sequence(int index) {
        int at = index - base;
        return at >= 0 ? sequences[at] : spilled(PacketColumn.SEQUENCE, index);
    }

    /** Acknowledgement number of a packet, unsigned; valid with the ACK flag. */
    public int acknowledgement(int index) {
        int at = index - base;
        return at >= 0 ? acknowledgements[at] : spilled(PacketColumn.ACKNOWLEDGEMENT, index);
    }

    /** Window field of a packet, not scaled; undefined without {@link #HAS_WINDOW}. */
    public char window(int index) {
        int at = index - base;
        return at >= 0 ? windows[at] : (char) spilled(PacketColumn.WINDOW, index);
    }

    /** What options a packet has, in the bits defined here. */
    public byte options(int index) {
        int at = index - base;
        return at >= 0 ? options[at] : (byte) spilled(PacketColumn.OPTIONS, index);
    }

    /** TSval of a packet with {@link #TIMESTAMPS}, unsigned. */
    public int timestamp(int index) {
        int at = index - base;
        return at >= 0 ? timestamps[at] : spilled(PacketColumn.TIMESTAMP, index);
    }

    /** TSecr of a packet with {@link #TIMESTAMPS}, unsigned; valid with the ACK flag. */
    public int echo(int index) {
        int at = index - base;
        return at >= 0 ? echoes[at] : spilled(PacketColumn.ECHO, index);
    }

    /** Whether no packet in memory has a TCP header. */
    boolean isEmpty() {
        return sequences.length == 0;
    }

    private int spilled(PacketColumn column, int index) {
        return SpilledPackets.of(earlier).value(column, index);
    }

    /** Which of the columns there are, as a kind of block. */
    int kind() {
        return (sequences.length > 0 ? PacketColumn.TCP : 0) | (timestamps.length > 0 ? PacketColumn.TIMESTAMPS : 0);
    }

    /** Writes the columns of 32 bits, as {@link PacketColumn} orders them. */
    void writeInts(int from, int count, ByteBuffer into) {
        if (sequences.length > 0) {
            PacketColumns.put(sequences, from, count, into);
            PacketColumns.put(acknowledgements, from, count, into);
        }
        if (timestamps.length > 0) {
            PacketColumns.put(timestamps, from, count, into);
            PacketColumns.put(echoes, from, count, into);
        }
    }

    /** Writes the other columns. */
    void writeRest(int from, int count, ByteBuffer into) {
        if (sequences.length > 0) {
            for (int i = from; i < from + count; i++) {
                into.putChar(i < windows.length ? windows[i] : 0);
            }
            for (int i = from; i < from + count; i++) {
                into.put(i < options.length ? options[i] : 0);
            }
        }
    }

    /** Notes that all packets before one have moved to the temporary file. */
    void moved(int next, SpilledPackets spilled) {
        base = next;
        earlier = spilled;
    }

    /** Drops the arrays. */
    void drop() {
        sequences = NONE;
        acknowledgements = NONE;
        windows = new char[0];
        options = new byte[0];
        timestamps = NONE;
        echoes = NONE;
    }

    void clear() {
        base = 0;
        earlier = null;
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
                timestamps = Arrays.copyOf(timestamps, capacity);
                echoes = Arrays.copyOf(echoes, capacity);
            }
            timestamps[index] = header.timestamp;
            echoes[index] = header.timestampEcho;
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
}
