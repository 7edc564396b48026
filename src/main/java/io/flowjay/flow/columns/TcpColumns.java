package io.flowjay.flow.columns;

import io.flowjay.packet.TcpHeader;
import io.flowjay.packet.TcpOption;
import java.nio.ByteBuffer;
import java.util.Arrays;

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

    /** Sequence number in the high 32 bits, acknowledgement number in the low ones. */
    private long[] numbers = {};
    /** Window in the low 16 bits, options above. */
    private int[] windows = NONE;

    private int[] timestamps = NONE;
    private int[] echoes = NONE;
    private final PacketColumns packets;
    /** The packet that the arrays begin with. */
    private int base;

    /** @param packets the columns that these stand beside */
    TcpColumns(PacketColumns packets) {
        this.packets = packets;
    }

    /** Sequence number of a packet, unsigned. */
    public int sequence(int index) {
        int at = index - base;
        if (at >= 0) {
            return (int) (numbers[at] >>> Integer.SIZE);
        }
        return spilled(PacketColumn.SEQUENCE, index);
    }

    /** Acknowledgement number of a packet, unsigned; valid with the ACK flag. */
    public int acknowledgement(int index) {
        int at = index - base;
        if (at >= 0) {
            return (int) numbers[at];
        }
        return spilled(PacketColumn.ACKNOWLEDGEMENT, index);
    }

    /** Window field of a packet, not scaled; undefined without {@link #HAS_WINDOW}. */
    public char window(int index) {
        int at = index - base;
        if (at >= 0) {
            return (char) windows[at];
        }
        return (char) spilled(PacketColumn.WINDOW, index);
    }

    /** What options a packet has, in the bits defined here. */
    public byte options(int index) {
        int at = index - base;
        if (at >= 0) {
            return (byte) (windows[at] >>> Character.SIZE);
        }
        return (byte) spilled(PacketColumn.OPTIONS, index);
    }

    /** TSval of a packet with {@link #TIMESTAMPS}, unsigned. */
    public int timestamp(int index) {
        int at = index - base;
        if (at >= 0) {
            return timestamps[at];
        }
        return spilled(PacketColumn.TIMESTAMP, index);
    }

    /** TSecr of a packet with {@link #TIMESTAMPS}, unsigned; valid with the ACK flag. */
    public int echo(int index) {
        int at = index - base;
        if (at >= 0) {
            return echoes[at];
        }
        return spilled(PacketColumn.ECHO, index);
    }

    /** Whether no packet in memory has a TCP header. */
    public boolean isEmpty() {
        return numbers.length == 0;
    }

    private int spilled(PacketColumn column, int index) {
        return packets.spilled(column, index);
    }

    void beginWith(int packet) {
        base = packet;
    }

    /** Which of the columns there are, as a kind of block. */
    int kind() {
        return (numbers.length > 0 ? PacketColumn.TCP : 0) | (timestamps.length > 0 ? PacketColumn.TIMESTAMPS : 0);
    }

    /** Writes the columns of 32 bits, as {@link PacketColumn} orders them. */
    void writeInts(int from, int count, ByteBuffer into) {
        if (numbers.length > 0) {
            PacketColumns.putHigh(numbers, from, count, into);
            PacketColumns.putLow(numbers, from, count, into);
        }
        if (timestamps.length > 0) {
            PacketColumns.put(timestamps, from, count, into);
            PacketColumns.put(echoes, from, count, into);
        }
    }

    /** Writes the other columns. */
    void writeRest(int from, int count, ByteBuffer into) {
        if (numbers.length > 0) {
            for (int i = from; i < from + count; i++) {
                into.putChar(i < windows.length ? (char) windows[i] : 0);
            }
            for (int i = from; i < from + count; i++) {
                into.put(i < windows.length ? (byte) (windows[i] >>> Character.SIZE) : 0);
            }
        }
    }

    /** Drops the arrays. */
    void drop() {
        numbers = new long[0];
        windows = NONE;
        timestamps = NONE;
        echoes = NONE;
    }

    void set(int index, TcpHeader header, int capacity) {
        reach(index, capacity);
        numbers[index] = (long) header.sequence << Integer.SIZE | Integer.toUnsignedLong(header.acknowledgement);
        windows[index] = (char) header.window | summary(header) << Character.SIZE;
        if ((header.options & TcpOption.TIMESTAMPS) != 0) {
            setTimestamps(index, header.timestamp, header.timestampEcho, capacity);
        }
    }

    void copy(int index, TcpColumns from, int source, int capacity) {
        reach(index, capacity);
        numbers[index] =
                (long) from.sequence(source) << Integer.SIZE | Integer.toUnsignedLong(from.acknowledgement(source));
        windows[index] = from.window(source) | from.options(source) << Character.SIZE;
        if ((from.options(source) & TIMESTAMPS) != 0) {
            setTimestamps(index, from.timestamp(source), from.echo(source), capacity);
        }
    }

    private void reach(int index, int capacity) {
        if (index >= numbers.length) {
            numbers = Arrays.copyOf(numbers, capacity);
            windows = Arrays.copyOf(windows, capacity);
        }
    }

    private void setTimestamps(int index, int timestamp, int echo, int capacity) {
        if (index >= timestamps.length) {
            timestamps = Arrays.copyOf(timestamps, capacity);
            echoes = Arrays.copyOf(echoes, capacity);
        }
        timestamps[index] = timestamp;
        echoes[index] = echo;
    }

    private static int summary(TcpHeader header) {
        int summary = Math.min(header.sackBlocks, SACK_BLOCKS);
        summary |= (header.options & TcpOption.TIMESTAMPS) != 0 ? TIMESTAMPS : 0;
        summary |= (header.options & TcpOption.MPTCP) != 0 ? MPTCP : 0;
        summary |= header.options != 0 ? ANY_OPTION : 0;
        summary |= header.window != TcpHeader.NO_WINDOW ? HAS_WINDOW : 0;
        return summary;
    }
}
