package io.flowjay.capture.compression;

import io.flowjay.wire.Bytes;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;
import net.jpountz.xxhash.StreamingXXHash32;
import net.jpountz.xxhash.XXHash32;
import net.jpountz.xxhash.XXHashFactory;

/**
 * The content of LZ4 data: any number of frames, legacy frames and frames to skip (LZ4 Frame Format 1.6.4). The library's own stream
 * reads no legacy frames, and no blocks that are linked, which some compressors write by default. This one reads frames block by block
 * and gives out all that comes before damage.
 *
 * <pre>
 *  frame:  magic (4) | flags | block size [| content size (8)] [| dictionary (4)] | header checksum | blocks | 0 (4) [| checksum (4)]
 *  block:  size (4), highest bit: not compressed | data [| checksum (4)]
 *  legacy: magic (4) | blocks of size (4) and data, until the end or the next magic
 * </pre>
 */
final class Lz4Stream extends InputStream {
    private static final long FRAME = 0x184d_2204L;
    private static final long LEGACY = 0x184c_2102L;

    private static final int VERSION_MASK = 0xc0;
    private static final int VERSION = 0x40;
    private static final int INDEPENDENT = 0x20;
    private static final int BLOCK_CHECKSUM = 0x10;
    private static final int CONTENT_SIZE = 0x08;
    private static final int CONTENT_CHECKSUM = 0x04;
    private static final int RESERVED = 0x02;
    private static final int DICTIONARY = 0x01;
    private static final int MAX_DESCRIPTOR = 15;

    private static final long STORED = 0x8000_0000L;
    private static final int LEGACY_BLOCK = 8 << 20;
    /** What LZ4 makes at most of a legacy block (LZ4_COMPRESSBOUND). */
    private static final int LEGACY_BOUND = LEGACY_BLOCK + LEGACY_BLOCK / 255 + 16;

    private enum State {
        BETWEEN,
        BLOCKS,
        LEGACY_BLOCKS,
        ENDED
    }

    private final InputStream in;
    private final LZ4SafeDecompressor decompressor =
            LZ4Factory.fastestInstance().safeDecompressor();
    private final XXHash32 hash = XXHashFactory.fastestInstance().hash32();
    private final StreamingXXHash32 contentHash =
            XXHashFactory.fastestInstance().newStreamingHash32(0);
    private final Lz4Link link = new Lz4Link(decompressor);
    private final byte[] word = new byte[4];

    private State state = State.BETWEEN;
    private boolean afterFrame;
    private int flags;
    private int maxBlock;
    private long contentSize;
    private long count;
    /** The magic number that ended a legacy frame; 0: none. */
    private long magicAhead;

    private byte[] stored = new byte[0];
    private byte[] block = new byte[0];
    private int position;
    private int limit;

    Lz4Stream(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        while (position == limit && length > 0) {
            switch (state) {
                case BETWEEN -> startFrame();
                case BLOCKS -> readBlock();
                case LEGACY_BLOCKS -> readLegacyBlock();
                case ENDED -> {
                    return -1;
                }
            }
        }
        int taken = Math.min(length, limit - position);
        System.arraycopy(block, position, into, offset, taken);
        position += taken;
        return taken;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void startFrame() throws IOException {
        if (magicAhead == 0 && !takeWord(true)) {
            state = State.ENDED;
            return;
        }
        long magic = magicAhead == 0 ? Bytes.u32le(word, 0) : magicAhead;
        magicAhead = 0;
        if (magic == FRAME) {
            readDescriptor();
            state = State.BLOCKS;
        } else if (magic == LEGACY) {
            maxBlock = LEGACY_BLOCK;
            state = State.LEGACY_BLOCKS;
        } else if (SkippableFrames.isMagic(magic)) {
            takeWord(false);
            SkippableFrames.skip(in, Bytes.u32le(word, 0));
        } else {
            throw new IOException(
                    afterFrame ? "what follows the lz4 data is not lz4 data" : "the lz4 header is damaged");
        }
        afterFrame = true;
    }

    private void readDescriptor() throws IOException {
        byte[] descriptor = new byte[MAX_DESCRIPTOR];
        take(descriptor, 0, 2);
        flags = Bytes.u8(descriptor, 0);
        if ((flags & VERSION_MASK) != VERSION || (flags & RESERVED) != 0) {
            throw new IOException("lz4 flags 0x" + Integer.toHexString(flags) + " are not supported");
        }
        int length = 2 + ((flags & CONTENT_SIZE) != 0 ? 8 : 0) + ((flags & DICTIONARY) != 0 ? 4 : 0);
        take(descriptor, 2, length - 2 + 1);
        int expected = hash.hash(descriptor, 0, length, 0) >> 8 & 0xff;
        if (Bytes.u8(descriptor, length) != expected) {
            throw new IOException("the checksum of the lz4 header is wrong");
        }
        if ((flags & DICTIONARY) != 0) {
            throw new IOException("the lz4 data needs a dictionary");
        }
        int size = Bytes.u8(descriptor, 1) >> 4 & 7;
        if (size < 4) {
            throw new IOException("lz4 block size " + size + " is not supported");
        }
        maxBlock = 1 << (8 + 2 * size);
        contentSize = (flags & CONTENT_SIZE) != 0 ? Bytes.i64le(descriptor, 2) : -1;
        count = 0;
        contentHash.reset();
        link.clear();
    }

    private void readBlock() throws IOException {
        takeWord(false);
        long header = Bytes.u32le(word, 0);
        if (header == 0) {
            endFrame();
            return;
        }
        int size = (int) (header & ~STORED);
        if (size > maxBlock) {
            throw new IOException("an lz4 block of " + size + " bytes is longer than its limit of " + maxBlock);
        }
        takeStored(size);
        if ((flags & BLOCK_CHECKSUM) != 0) {
            takeWord(false);
            if (hash.hash(stored, 0, size, 0) != (int) Bytes.u32le(word, 0)) {
                throw new IOException("the checksum of an lz4 block is wrong");
            }
        }
        boolean linked = (flags & INDEPENDENT) == 0;
        if ((header & STORED) != 0) {
            give(stored, 0, size);
        } else if (linked && link.isPresent() && size >= Lz4Link.MIN_BLOCK) {
            int end = decompressed(() -> link.decompress(stored, size, maxBlock));
            give(link.output(), link.contentAt(), end);
        } else {
            decompressAlone(size);
        }
        if (linked) {
            link.remember(block, position, limit);
        }
        contentHash.update(block, position, limit - position);
        count += limit - position;
    }

    private void endFrame() throws IOException {
        if ((flags & CONTENT_CHECKSUM) != 0) {
            takeWord(false);
            if (contentHash.getValue() != (int) Bytes.u32le(word, 0)) {
                throw new IOException("the checksum of the lz4 content is wrong");
            }
        }
        if (contentSize >= 0 && contentSize != count) {
            throw new IOException("the lz4 content has " + count + " bytes, not " + contentSize);
        }
        state = State.BETWEEN;
    }

    private void readLegacyBlock() throws IOException {
        if (!takeWord(true)) {
            state = State.ENDED;
            return;
        }
        long size = Bytes.u32le(word, 0);
        if (size > LEGACY_BOUND) {
            magicAhead = size;
            state = State.BETWEEN;
            return;
        }
        takeStored((int) size);
        decompressAlone((int) size);
    }

    private void decompressAlone(int size) throws IOException {
        if (block == stored || block == link.output() || block.length < maxBlock) {
            block = new byte[maxBlock];
        }
        give(block, 0, decompressed(() -> decompressor.decompress(stored, 0, size, block, 0, maxBlock)));
    }

    private void give(byte[] content, int from, int to) {
        block = content;
        position = from;
        limit = to;
    }

    /** Decompresses a block. */
    private interface Decompression {
        int run();
    }

    private static int decompressed(Decompression decompression) throws IOException {
        try {
            return decompression.run();
        } catch (LZ4Exception e) {
            throw new IOException("damaged lz4 data", e);
        }
    }

    private void takeStored(int size) throws IOException {
        if (stored.length < size) {
            stored = new byte[Math.max(size, Math.min(2 * stored.length, LEGACY_BOUND))];
        }
        take(stored, 0, size);
    }

    /** Reads a word, and answers whether it is there; it may be missing only where the data may end. */
    private boolean takeWord(boolean mayEnd) throws IOException {
        int read = in.readNBytes(word, 0, word.length);
        if (read == 0 && mayEnd) {
            return false;
        }
        if (read < word.length) {
            throw cut();
        }
        return true;
    }

    private void take(byte[] into, int at, int length) throws IOException {
        if (in.readNBytes(into, at, length) < length) {
            throw cut();
        }
    }

    private static EOFException cut() {
        return new EOFException("the lz4 data is cut");
    }
}
