package io.flowjay.packet;

import io.flowjay.wire.Bytes;

/**
 * Fields of a TCP header (RFC 9293 section 3.1) behind the ports, without the flags; one instance is filled again for every
 * packet. Sequence numbers and timestamps are unsigned 32-bit values in an int.
 *
 * <pre>
 *  0 source port | 2 destination port | 4 sequence number | 8 acknowledgement number
 * 12 data offset | 13 flags | 14 window | 16 checksum | 18 urgent pointer | 20 options
 * </pre>
 */
public final class TcpHeader {
    /** What {@link #window} is when it was not captured. */
    public static final int NO_WINDOW = -1;
    /** What {@link #mptcpSubtype} is without a Multipath TCP option. */
    public static final int NO_SUBTYPE = -1;

    private static final int WINDOW = 14;
    private static final int OPTIONS = 20;
    private static final int MAX_SHIFT = 14;
    private static final int SACK_BLOCK = 8;

    private static final int END_OF_LIST = 0;
    private static final int NO_OPERATION = 1;
    private static final int KIND_MSS = 2;
    private static final int KIND_WINDOW_SCALE = 3;
    private static final int KIND_SACK_PERMITTED = 4;
    private static final int KIND_SACK = 5;
    private static final int KIND_TIMESTAMPS = 8;
    private static final int KIND_MPTCP = 30;

    public int sequence;
    /** Acknowledgement number as it stands, also without the ACK flag. */
    public int acknowledgement;
    /** Window field, not scaled, or {@link #NO_WINDOW}. */
    public int window = NO_WINDOW;
    /** The options that occur, as bits of {@link TcpOption}; the fields that follow mean nothing where the bit is not set. */
    public int options;
    /** Maximum segment size in bytes. */
    public int mss;
    /** Shift count of the window scale option, at most 14 (RFC 7323 section 2.3). */
    public int windowScale;
    /** Number of SACK blocks, 1 to 4; 0 without a SACK option. */
    public int sackBlocks;
    /** TSval. */
    public int timestamp;
    /** TSecr, which is valid with the ACK flag only. */
    public int timestampEcho;
    /** Subtype of the Multipath TCP option (RFC 8684 section 8), or {@link #NO_SUBTYPE}. */
    public int mptcpSubtype = NO_SUBTYPE;
    /** The order of the options. */
    public final TcpOptionLayout layout = new TcpOptionLayout();

    /**
     * Reads the header.
     *
     * @param data holds it
     * @param at where it starts; at least the sequence and acknowledgement numbers are there
     * @param end where its captured bytes end
     */
    public void decode(byte[] data, int at, int end) {
        sequence = (int) Bytes.u32be(data, at + 4);
        acknowledgement = (int) Bytes.u32be(data, at + 8);
        window = end - at >= WINDOW + 2 ? Bytes.u16be(data, at + WINDOW) : NO_WINDOW;
        options = 0;
        sackBlocks = 0;
        mptcpSubtype = NO_SUBTYPE;
        layout.clear();
        decodeOptions(data, at + OPTIONS, end);
    }

    /** Walks the options up to the first one that does not fit. */
    private void decodeOptions(byte[] data, int start, int end) {
        int at = start;
        while (at < end) {
            int kind = Bytes.u8(data, at);
            if (kind == END_OF_LIST) {
                layout.add('E');
                return;
            }
            if (kind == NO_OPERATION) {
                layout.add('N');
                at++;
                continue;
            }
            int length = end - at >= 2 ? Bytes.u8(data, at + 1) : 0;
            if (length < 2 || length > end - at) {
                return;
            }
            int option = option(kind, length);
            layout.add(letter(option));
            // Of several the first one counts.
            if ((options & option) == 0) {
                options |= option;
                value(option, data, at, length);
            }
            at += length;
        }
    }

    private static int option(int kind, int length) {
        boolean valid =
                switch (kind) {
                    case KIND_MSS -> length == 4;
                    case KIND_WINDOW_SCALE -> length == 3;
                    case KIND_SACK_PERMITTED -> length == 2;
                    case KIND_SACK -> length > 2 && (length - 2) % SACK_BLOCK == 0;
                    case KIND_TIMESTAMPS -> length == 10;
                    case KIND_MPTCP -> length > 2;
                    default -> false;
                };
        if (!valid) {
            return TcpOption.OTHER;
        }
        return switch (kind) {
            case KIND_MSS -> TcpOption.MSS;
            case KIND_WINDOW_SCALE -> TcpOption.WINDOW_SCALE;
            case KIND_SACK_PERMITTED -> TcpOption.SACK_PERMITTED;
            case KIND_SACK -> TcpOption.SACK;
            case KIND_TIMESTAMPS -> TcpOption.TIMESTAMPS;
            default -> TcpOption.MPTCP;
        };
    }

    private static char letter(int option) {
        return switch (option) {
            case TcpOption.MSS -> 'M';
            case TcpOption.WINDOW_SCALE -> 'W';
            case TcpOption.SACK_PERMITTED -> 'S';
            case TcpOption.TIMESTAMPS -> 'T';
            default -> '?';
        };
    }

    private void value(int option, byte[] data, int at, int length) {
        switch (option) {
            case TcpOption.MSS -> mss = Bytes.u16be(data, at + 2);
            case TcpOption.WINDOW_SCALE -> windowScale = Math.min(MAX_SHIFT, Bytes.u8(data, at + 2));
            case TcpOption.SACK -> sackBlocks = (length - 2) / SACK_BLOCK;
            case TcpOption.TIMESTAMPS -> {
                timestamp = (int) Bytes.u32be(data, at + 2);
                timestampEcho = (int) Bytes.u32be(data, at + 6);
            }
            case TcpOption.MPTCP -> mptcpSubtype = Bytes.u8(data, at + 2) >> 4;
            default -> {
                // The option's presence is all there is to know.
            }
        }
    }
}
