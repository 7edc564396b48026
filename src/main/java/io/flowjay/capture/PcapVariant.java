package io.flowjay.capture;

import io.flowjay.wire.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A variant of the pcap format, told by its magic number.
 *
 * @param bigEndian byte order of the headers
 * @param nanoseconds unit of a time's second word; otherwise microseconds
 * @param recordHeaderLength bytes in front of each packet
 */
record PcapVariant(boolean bigEndian, boolean nanoseconds, int recordHeaderLength) {
    private static final long MICROSECONDS = 0xa1b2c3d4L;
    private static final long NANOSECONDS = 0xa1b23c4dL;
    /** Alexey Kuznetzov's patched libpcap, with interface, protocol and packet type in each record. */
    private static final long MODIFIED = 0xa1b2cd34L;

    private static final int RECORD_HEADER = 16;
    private static final int MODIFIED_RECORD_HEADER = 24;

    /** The variant whose magic number stands at an offset, or null. */
    static @Nullable PcapVariant of(byte[] data, int at) {
        PcapVariant bigEndian = of(Bytes.u32be(data, at), true);
        return bigEndian != null ? bigEndian : of(Bytes.u32le(data, at), false);
    }

    private static @Nullable PcapVariant of(long magic, boolean bigEndian) {
        if (magic == MICROSECONDS) {
            return new PcapVariant(bigEndian, false, RECORD_HEADER);
        }
        if (magic == NANOSECONDS) {
            return new PcapVariant(bigEndian, true, RECORD_HEADER);
        }
        return magic == MODIFIED ? new PcapVariant(bigEndian, false, MODIFIED_RECORD_HEADER) : null;
    }

    long u32(byte[] data, int at) {
        return bigEndian ? Bytes.u32be(data, at) : Bytes.u32le(data, at);
    }

    int u16(byte[] data, int at) {
        return bigEndian ? Bytes.u16be(data, at) : Bytes.u16le(data, at);
    }
}
