package io.flowjay.capture.compression;

import io.flowjay.wire.Bytes;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Frames that hold nothing of the content: {@code magic (4) | size (4) | data}. Zstandard (RFC 8878 section 3.1.2) and LZ4 share them. */
final class SkippableFrames {
    private static final long MAGIC = 0x184d_2a50L;
    private static final long MASK = 0xffff_fff0L;
    private static final int HEADER = 8;

    private SkippableFrames() {}

    /** Whether a frame with this magic number, read in little-endian order, is to skip. */
    static boolean isMagic(long magic) {
        return (magic & MASK) == MAGIC;
    }

    /** Skips the frame that a stream starts with. */
    static void skipOne(InputStream in) throws IOException {
        byte[] header = in.readNBytes(HEADER);
        if (header.length < HEADER) {
            throw cut();
        }
        skip(in, Bytes.u32le(header, 4));
    }

    /** Skips the data of a frame. */
    static void skip(InputStream in, long size) throws IOException {
        byte[] buffer = new byte[(int) Math.min(size, 1 << 13)];
        long left = size;
        while (left > 0) {
            int count = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (count < 0) {
                throw cut();
            }
            left -= count;
        }
    }

    private static EOFException cut() {
        return new EOFException("a frame to skip is cut");
    }
}
