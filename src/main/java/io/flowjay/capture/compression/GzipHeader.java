package io.flowjay.capture.compression;

import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.ZipException;

/**
 * The header of a gzip member (RFC 1952 section 2.3.1).
 *
 * <pre>
 *  0x1f | 0x8b | method | flags | time (4) | extra flags | system [| extra] [| name] [| comment] [| header CRC (2)]
 * </pre>
 */
final class GzipHeader {
    private static final int DEFLATE = 8;
    private static final int HEADER_CRC = 0x02;
    private static final int EXTRA = 0x04;
    private static final int NAME = 0x08;
    private static final int COMMENT = 0x10;
    private static final int RESERVED = 0xe0;
    private static final int TIME_EXTRA_FLAGS_SYSTEM = 6;

    private final GzipInput in;
    private final CRC32 checksum = new CRC32();

    private GzipHeader(GzipInput in) {
        this.in = in;
    }

    /**
     * Reads a header for its length and correctness.
     *
     * @param afterMember whether a member came before
     */
    static void skip(GzipInput in, boolean afterMember) throws IOException {
        new GzipHeader(in).skip(afterMember);
    }

    private void skip(boolean afterMember) throws IOException {
        if (u8() != 0x1f || u8() != 0x8b) {
            throw new ZipException(
                    afterMember ? "what follows the gzip data is not gzip data" : "the gzip header is damaged");
        }
        int method = u8();
        if (method != DEFLATE) {
            throw new ZipException("gzip method " + method + " is not supported");
        }
        int flags = u8();
        if ((flags & RESERVED) != 0) {
            throw new ZipException("gzip flags 0x" + Integer.toHexString(flags) + " are not supported");
        }
        skipBytes(TIME_EXTRA_FLAGS_SYSTEM);
        if ((flags & EXTRA) != 0) {
            skipBytes(u16());
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        int expected = (int) checksum.getValue() & 0xffff;
        if ((flags & HEADER_CRC) != 0 && u16() != expected) {
            throw new ZipException("the CRC of the gzip header is wrong");
        }
    }

    private void skipBytes(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            u8();
        }
    }

    private void skipText() throws IOException {
        int next;
        do {
            next = u8();
        } while (next != 0);
    }

    private int u16() throws IOException {
        int low = u8();
        return low | (u8() << 8);
    }

    private int u8() throws IOException {
        int value = in.u8();
        checksum.update(value);
        return value;
    }
}
