package io.flowjay.flow;

import io.flowjay.packet.TcpHeader;
import io.flowjay.packet.TcpOption;
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

    private static final int[] NONE = {};

    private static final int FIXED_BYTES = 104;
    private static final int BYTES_A_PACKET = 11;
    private static final int BYTES_OF_TIMES = 8;

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

    /** Memory that the columns take, about, in bytes. */
    long heldBytes() {
        return FIXED_BYTES + (long) BYTES_A_PACKET * sequences.length + (long) BYTES_OF_TIMES * timestamps.length;
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
