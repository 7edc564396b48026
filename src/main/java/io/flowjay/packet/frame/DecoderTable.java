package io.flowjay.packet.frame;

import io.flowjay.packet.Ignored;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Decoders by number. A number without a decoder has one outcome. The table has a page for each high byte of a number of 16 bits,
 * so that a lookup is two loads without a branch that depends on the number; pages without a decoder are one page.
 */
public final class DecoderTable {
    private static final int PAGE_SIZE = 256;

    private final String name;
    private final Decoder unknown;
    private final Decoder[] unknownPage = new Decoder[PAGE_SIZE];
    private final Decoder[][] pages = new Decoder[PAGE_SIZE][];

    /**
     * @param name what the numbers are, for errors
     * @param unknown outcome for a number that has no decoder
     */
    DecoderTable(String name, Ignored unknown) {
        this.name = name;
        this.unknown = (frame, at) -> unknown;
        Arrays.fill(unknownPage, this.unknown);
        Arrays.fill(pages, unknownPage);
    }

    /**
     * Adds a decoder.
     *
     * @param key 0 to 65535
     * @throws IllegalStateException when the number has one already
     */
    public void add(int key, Decoder decoder) {
        if (contains(key)) {
            throw new IllegalStateException(name + " " + key + " already has a decoder");
        }
        int page = key >>> 8;
        if (pages[page] == unknownPage) {
            pages[page] = unknownPage.clone();
        }
        pages[page][key & 0xff] = decoder;
    }

    /** Gives a number a decoder in place of the one it may have; null: none. */
    public void replace(int key, @Nullable Decoder decoder) {
        if (contains(key)) {
            pages[key >>> 8][key & 0xff] = unknown;
        }
        if (decoder != null) {
            add(key, decoder);
        }
    }

    /** The decoder of a number; for an unknown number, one that returns the table's outcome for it. */
    public Decoder get(int key) {
        int page = key >>> 8;
        return page < PAGE_SIZE ? pages[page][key & 0xff] : unknown;
    }

    /** Whether the number has a decoder. */
    public boolean contains(int key) {
        return get(key) != unknown;
    }
}
