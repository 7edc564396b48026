package io.flowjay.capture;

import io.flowjay.wire.Bytes;
import java.util.Arrays;

/**
 * Sums up the lost packets that pcapng Interface Statistics Blocks state: {@code interface, time high, time low, options}. Their
 * counters run from the start of the capture, so the last block of an interface counts. Skips a malformed block: it holds no
 * packets.
 *
 * <p>Interfaces belong to a section, so the counts of one section are all that is kept: 8 bytes for each of its interfaces, however
 * many sections there are.
 */
final class InterfaceStatistics {
    /** The longest block that is read; longer ones are skipped. */
    static final int MAX_BLOCK_BYTES = 65_536;

    private static final int FIXED = 12;
    private static final int OPTION_HEADER = 4;
    private static final int END_OF_OPTIONS = 0;
    /** isb_ifdrop: lost by the interface for lack of resources. */
    private static final int INTERFACE_DROPS = 5;
    /** isb_osdrop: lost by the operating system. */
    private static final int SYSTEM_DROPS = 7;

    /** What the last block of each interface of this section states. */
    private long[] dropsByInterface = new long[1];
    /** Interfaces of this section up to the last one with a block. */
    private int used;
    /** Of all sections; stays at the largest value if it would exceed that. */
    private long total;

    /** Starts a section: its interfaces are others. */
    void startSection() {
        Arrays.fill(dropsByInterface, 0, used, 0);
        used = 0;
    }

    /**
     * Reads a block's body.
     *
     * @param interfaces interfaces that this section has described so far
     */
    void read(byte[] data, int body, int length, boolean bigEndian, int interfaces) {
        if (length < FIXED) {
            return;
        }
        long number = bigEndian ? Bytes.u32be(data, body) : Bytes.u32le(data, body);
        if (number >= interfaces) {
            return;
        }
        long drops = 0;
        int end = body + length;
        int at = body + FIXED;
        while (end - at >= OPTION_HEADER) {
            int code = bigEndian ? Bytes.u16be(data, at) : Bytes.u16le(data, at);
            int size = bigEndian ? Bytes.u16be(data, at + 2) : Bytes.u16le(data, at + 2);
            at += OPTION_HEADER;
            if (code == END_OF_OPTIONS || size > end - at) {
                break;
            }
            if ((code == INTERFACE_DROPS || code == SYSTEM_DROPS) && size == Long.BYTES) {
                // All bits set means "not known".
                drops += Math.max(0, bigEndian ? Bytes.i64be(data, at) : Bytes.i64le(data, at));
            }
            at += (size + 3) & ~3;
        }
        replace((int) number, Math.max(0, drops));
    }

    private void replace(int number, long drops) {
        if (number >= dropsByInterface.length) {
            dropsByInterface = Arrays.copyOf(dropsByInterface, Math.max(number + 1, dropsByInterface.length * 2));
        }
        used = Math.max(used, number + 1);
        total -= Math.min(total, dropsByInterface[number]);
        total = drops > Long.MAX_VALUE - total ? Long.MAX_VALUE : total + drops;
        dropsByInterface[number] = drops;
    }

    /** Packets lost on all interfaces of all sections. */
    long drops() {
        return total;
    }
}
