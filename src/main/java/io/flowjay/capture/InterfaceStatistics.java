package io.flowjay.capture;

import io.flowjay.wire.Bytes;
import java.util.HashMap;
import java.util.Map;

/**
 * What pcapng Interface Statistics Blocks tell of lost packets: {@code interface, time high, time low, options}. Their counters run
 * from the start of the capture, so the last block of an interface counts. A block that is no such block is passed over: it holds
 * no packets.
 */
final class InterfaceStatistics {
    /** Longer ones are not looked into. */
    static final int MAX_BLOCK_BYTES = 65_536;

    private static final int FIXED = 12;
    private static final int OPTION_HEADER = 4;
    private static final int END_OF_OPTIONS = 0;
    /** isb_ifdrop: lost by the interface for want of resources. */
    private static final int INTERFACE_DROPS = 5;
    /** isb_osdrop: lost by the operating system. */
    private static final int SYSTEM_DROPS = 7;

    private final Map<Long, Long> dropsByInterface = new HashMap<>();

    /**
     * Takes over a block's body.
     *
     * @param earlierInterfaces interfaces of the sections before this one
     * @param interfaces interfaces of this section
     */
    void read(byte[] data, int body, int length, boolean bigEndian, int earlierInterfaces, int interfaces) {
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
        dropsByInterface.put(earlierInterfaces + number, Math.max(0, drops));
    }

    /** Packets lost on all interfaces. */
    long drops() {
        return dropsByInterface.values().stream().mapToLong(Long::longValue).sum();
    }
}
