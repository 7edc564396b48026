package io.flowjay.capture.compression;

import io.flowjay.wire.Bytes;
import java.io.IOException;
import java.io.InputStream;

/**
 * Zstandard data (RFC 8878 section 3.1), read one piece at a time: a frame's header, a block, a checksum. The
 * decompressor loses what it has decompressed in the call that meets damage, so it must not be given two pieces at once.
 *
 * <pre>
 *  frame:     magic (4) | descriptor (1) [| window (1)] [| dictionary (1-4)] [| content size (1-8)] | blocks [| checksum (4)]
 *  block:     3 bytes: bit 0 last, bits 1-2 type, bits 3-23 size | data
 *  skippable: magic (4) | size (4) | data
 * </pre>
 */
final class ZstdPieces extends InputStream {
    private static final long FRAME = 0xfd2f_b528L;
    private static final int[] DICTIONARY_BYTES = {0, 1, 2, 4};
    private static final int[] CONTENT_SIZE_BYTES = {0, 2, 4, 8};
    private static final int MAX_FRAME_HEADER = 18;
    private static final int RUN_LENGTH_BLOCK = 1;

    private enum Next {
        FRAME,
        BLOCK,
        CHECKSUM,
        UNKNOWN
    }

    private final InputStream in;
    private final byte[] head = new byte[MAX_FRAME_HEADER];
    private int headPosition;
    private int headLength;
    /** Bytes of the piece that follow its head. */
    private long body;

    private Next next = Next.FRAME;
    private boolean hasChecksum;

    ZstdPieces(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (headPosition == headLength && body == 0) {
            startPiece();
        }
        if (headPosition < headLength) {
            int count = Math.min(length, headLength - headPosition);
            System.arraycopy(head, headPosition, into, offset, count);
            headPosition += count;
            return count;
        }
        int count = in.read(into, offset, (int) Math.min(length, body));
        body -= Math.max(0, count);
        return count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void startPiece() throws IOException {
        headPosition = 0;
        headLength = 0;
        switch (next) {
            case FRAME -> startFrame();
            case BLOCK -> startBlock();
            case CHECKSUM -> {
                take(4);
                next = Next.FRAME;
            }
            case UNKNOWN -> {}
        }
        if (headLength == 0) {
            body = Long.MAX_VALUE;
        }
    }

    private void startFrame() throws IOException {
        if (!take(4)) {
            return;
        }
        long magic = Bytes.u32le(head, 0);
        if (SkippableFrames.isMagic(magic)) {
            body = take(4) ? Bytes.u32le(head, 4) : 0;
        } else if (magic == FRAME && take(1)) {
            int descriptor = Bytes.u8(head, 4);
            int contentSize = CONTENT_SIZE_BYTES[descriptor >> 6];
            boolean singleSegment = (descriptor & 0x20) != 0;
            hasChecksum = (descriptor & 0x04) != 0;
            int window = singleSegment ? 0 : 1;
            take(window + DICTIONARY_BYTES[descriptor & 3] + (singleSegment && contentSize == 0 ? 1 : contentSize));
            next = Next.BLOCK;
        } else {
            next = Next.UNKNOWN;
        }
    }

    private void startBlock() throws IOException {
        if (!take(3)) {
            return;
        }
        int header = Bytes.u16le(head, 0) | (Bytes.u8(head, 2) << 16);
        body = ((header >> 1) & 3) == RUN_LENGTH_BLOCK ? 1 : header >> 3;
        if ((header & 1) != 0) {
            next = hasChecksum ? Next.CHECKSUM : Next.FRAME;
        }
    }

    /** Adds bytes to the head; fewer where the data ends. */
    private boolean take(int count) throws IOException {
        int read = in.readNBytes(head, headLength, count);
        headLength += read;
        return read == count;
    }
}
