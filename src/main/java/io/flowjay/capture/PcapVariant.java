package io.flowjay.capture;

import io.flowjay.wire.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A variant of the pcap format, told by its magic number.
 *
 * @param bigEndian byte order of the headers
 * @param nanoseconds unit of a time's second word; otherwise microseconds
 * @param fileHeaderLength bytes in front of the first record
 * @param recordHeaderLength bytes in front of each packet
 */
record PcapVariant(boolean bigEndian, boolean nanoseconds, int fileHeaderLength, int recordHeaderLength) {
    private static final long MICROSECONDS = 0xa1b2c3d4L;
    private static final long NANOSECONDS = 0xa1b23c4dL;
    /** Alexey Kuznetzov's patched libpcap, with interface, protocol and packet type in each record. */
    private static final long MODIFIED = 0xa1b2cd34L;

    /** Ixia's lcap of its hardware and of its software, with the length of all records after the file header (Wireshark: libpcap.c). */
    private static final long IXIA_HARDWARE = 0x1c0001acL;

    private static final long IXIA_SOFTWARE = 0x1c0001abL;

    private static final int FILE_HEADER = 24;
    private static final int IXIA_FILE_HEADER = 28;
    private static final int RECORD_HEADER = 16;
    private static final int MODIFIED_RECORD_HEADER = 24;

    /** The variant whose magic number stands at an offset, or null. */
    static @Nullable PcapVariant of(byte[] data, int at) {
        PcapVariant bigEndian = of(Bytes.u32be(data, at), true);
        return bigEndian != null ? bigEndian : of(Bytes.u32le(data, at), false);
    }

    private static @Nullable PcapVariant of(long magic, boolean bigEndian) {
        if (magic == MICROSECONDS) {
            return new PcapVariant(bigEndian, false, FILE_HEADER, RECORD_HEADER);
        }
        if (magic == NANOSECONDS) {
            return new PcapVariant(bigEndian, true, FILE_HEADER, RECORD_HEADER);
        }
        if (magic == IXIA_HARDWARE || magic == IXIA_SOFTWARE) {
            return new PcapVariant(bigEndian, false, IXIA_FILE_HEADER, RECORD_HEADER);
        }
        return magic == MODIFIED ? new PcapVariant(bigEndian, false, FILE_HEADER, MODIFIED_RECORD_HEADER) : null;
    }

    long u32(byte[] data, int at) {
        return bigEndian ? Bytes.u32be(data, at) : Bytes.u32le(data, at);
    }

    int u16(byte[] data, int at) {
        return bigEndian ? Bytes.u16be(data, at) : Bytes.u16le(data, at);
    }
}
