package io.flowjay.record.parquet.encoding;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** Bounds of texts, which are ordered by their UTF-8 as unsigned bytes. A long bound is cut to 64 bytes. */
public final class TextBounds implements Bounds {
    private static final int MOST_BYTES = 64;
    private static final byte[] NONE = {};

    private boolean exist;
    private byte[] min = NONE;
    private byte[] max = NONE;

    public void clear() {
        exist = false;
        min = NONE;
        max = NONE;
    }

    /** Adds a text. */
    public void add(byte[] bytes, int from, int to) {
        if (!exist) {
            min = Arrays.copyOfRange(bytes, from, to);
            max = min;
            exist = true;
        } else if (Arrays.compareUnsigned(bytes, from, to, min, 0, min.length) < 0) {
            min = Arrays.copyOfRange(bytes, from, to);
        } else if (Arrays.compareUnsigned(bytes, from, to, max, 0, max.length) > 0) {
            max = Arrays.copyOfRange(bytes, from, to);
        }
    }

    /** Adds the texts of other bounds. */
    public void add(TextBounds other) {
        if (other.exist) {
            add(other.min, 0, other.min.length);
            add(other.max, 0, other.max.length);
        }
    }

    @Override
    public boolean exist() {
        return exist;
    }

    @Override
    public byte[] min() {
        return min.length <= MOST_BYTES ? min : Arrays.copyOf(min, cut(min));
    }

    @Override
    public byte[] max() {
        return max.length <= MOST_BYTES ? max : next(max);
    }

    @Override
    public boolean isMinExact() {
        return min.length <= MOST_BYTES;
    }

    @Override
    public boolean isMaxExact() {
        return max.length <= MOST_BYTES || next(max) == max;
    }

    /** Where the last character starts that does not fit. */
    private static int cut(byte[] text) {
        int at = MOST_BYTES;
        while ((text[at] & 0xC0) == 0x80) {
            at--;
        }
        return at;
    }

    /** The start of a text with its last character that has a next one replaced by that; the text itself if none has. */
    private static byte[] next(byte[] text) {
        int[] characters = new String(text, 0, cut(text), UTF_8).codePoints().toArray();
        for (int i = characters.length - 1; i >= 0; i--) {
            int next = characters[i] + 1;
            if (next == Character.MIN_SURROGATE) {
                next = Character.MAX_SURROGATE + 1;
            }
            if (next <= Character.MAX_CODE_POINT) {
                characters[i] = next;
                return new String(characters, 0, i + 1).getBytes(UTF_8);
            }
        }
        return text;
    }
}
