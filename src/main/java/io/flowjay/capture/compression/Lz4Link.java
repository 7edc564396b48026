package io.flowjay.capture.compression;

import net.jpountz.lz4.LZ4SafeDecompressor;

/**
 * Decompresses the blocks of a frame that refer to the content of earlier ones. The library cannot be given that content, so it comes with
 * each block: a sequence before those of the block (LZ4 Block Format) holds it as literals, and the four bytes that a sequence must copy are
 * its last ones.
 *
 * <pre>
 *  token | more of the literals' number | literals | distance of the copy (2) | the block
 * </pre>
 */
final class Lz4Link {
    /** A shorter block has literals only: a copy comes before at least 5 of them. */
    static final int MIN_BLOCK = 6;

    /** The longest distance that a block can refer to. */
    private static final int WINDOW = 65_535;

    /** The fewest bytes that a sequence copies. */
    private static final int COPY = 4;

    private static final int LONG_RUN = 15;
    private static final int MORE = 255;

    private final LZ4SafeDecompressor decompressor;
    private final byte[] window = new byte[WINDOW];
    private int length;
    private byte[] input = new byte[0];
    private byte[] output = new byte[0];

    Lz4Link(LZ4SafeDecompressor decompressor) {
        this.decompressor = decompressor;
    }

    /** Forgets what came before. */
    void clear() {
        length = 0;
    }

    /** Whether something came before. */
    boolean isPresent() {
        return length > 0;
    }

    /** Remembers the content of a block, as far as the next one can refer to it. */
    void remember(byte[] content, int from, int to) {
        int added = Math.min(WINDOW, to - from);
        int kept = Math.min(length, WINDOW - added);
        System.arraycopy(window, length - kept, window, 0, kept);
        System.arraycopy(content, to - added, window, kept, added);
        length = kept + added;
    }

    /**
     * Decompresses a block.
     *
     * @param most its longest content
     * @return where in {@link #output()} the content ends
     */
    int decompress(byte[] stored, int size, int most) {
        int before = length + COPY;
        if (input.length < 2 * before + size) {
            input = new byte[2 * WINDOW + size];
        }
        if (output.length < before + most) {
            output = new byte[WINDOW + COPY + most];
        }
        int at = writeSequence();
        System.arraycopy(stored, 0, input, at, size);
        return decompressor.decompress(input, 0, at + size, output, 0, before + most);
    }

    /** Where the content is. */
    byte[] output() {
        return output;
    }

    /** Where in {@link #output()} the content starts. */
    int contentAt() {
        return length + COPY;
    }

    /** The literals repeat after the copy, so they start where the content that is wanted at the end continues: four bytes before its start. */
    private int writeSequence() {
        int at = 0;
        input[at++] = (byte) (Math.min(length, LONG_RUN) << 4);
        if (length >= LONG_RUN) {
            int more = length - LONG_RUN;
            for (; more >= MORE; more -= MORE) {
                input[at++] = (byte) MORE;
            }
            input[at++] = (byte) more;
        }
        for (int i = 0; i < Math.min(COPY, length); i++) {
            input[at + i] = window[Math.floorMod(i - COPY, length)];
        }
        if (length > COPY) {
            System.arraycopy(window, 0, input, at + COPY, length - COPY);
        }
        at += length;
        input[at++] = (byte) length;
        input[at++] = (byte) (length >> 8);
        return at;
    }
}
