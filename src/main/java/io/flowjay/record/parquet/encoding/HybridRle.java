package io.flowjay.record.parquet.encoding;

/**
 * Parquet's hybrid of runs and bit-packed values (Encodings.md, RLE = 3): a run is {@code varint(count << 1)} and its value in whole
 * bytes; eight values and more that do not repeat are {@code varint(groups << 1 | 1)} and their low bits, least significant first.
 */
public final class HybridRle {
    private static final int GROUP = 8;

    private HybridRle() {}

    /** Bits that hold every number up to one. */
    public static int width(int max) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(max);
    }

    /**
     * Encodes values.
     *
     * @param values not negative
     * @param count how many of them
     * @param width bits of each
     */
    public static void encode(int[] values, int count, int width, PageBytes out) {
        int at = 0;
        while (at < count) {
            int end = endOfRun(values, at, count);
            if (end - at >= GROUP) {
                run(values[at], end - at, width, out);
                at = end;
            } else {
                int packed = at;
                do {
                    at += GROUP;
                } while (at < count && endOfRun(values, at, Math.min(count, at + GROUP)) - at < GROUP);
                at = Math.min(at, count);
                packed(values, packed, at, width, out);
            }
        }
    }

    /** Encodes one value that repeats. */
    public static void run(int value, int count, int width, PageBytes out) {
        out.putVarint((long) count << 1);
        out.putLow(value, (width + Byte.SIZE - 1) / Byte.SIZE);
    }

    /**
     * Encodes single bits.
     *
     * @param words the bits, least significant first; those after the last are 0
     * @param count how many
     */
    public static void encodeBits(long[] words, int count, PageBytes out) {
        int bytes = (count + Byte.SIZE - 1) / Byte.SIZE;
        int at = 0;
        while (at < bytes) {
            int end = endOfRun(words, at, bytes);
            if (end - at >= Integer.BYTES) {
                run(byteAt(words, at) & 1, Math.min(end * Byte.SIZE, count) - at * Byte.SIZE, 1, out);
            } else {
                while (end < bytes && endOfRun(words, end, bytes) - end < Integer.BYTES) {
                    end++;
                }
                out.putVarint(((long) (end - at) << 1) | 1);
                for (int i = at; i < end; i++) {
                    out.put(byteAt(words, i));
                }
            }
            at = end;
        }
    }

    private static int byteAt(long[] words, int index) {
        return (int) (words[index >> 3] >>> ((index & 7) << 3)) & 0xFF;
    }

    /** End of the bytes from one that are all 0 bits or all 1 bits; the same place where a byte is neither. */
    private static int endOfRun(long[] words, int from, int end) {
        int first = byteAt(words, from);
        int at = from;
        if (first == 0 || first == 0xFF) {
            while (at < end && byteAt(words, at) == first) {
                at++;
            }
        }
        return at;
    }

    private static int endOfRun(int[] values, int from, int end) {
        int value = values[from];
        int at = from + 1;
        while (at < end && values[at] == value) {
            at++;
        }
        return at;
    }

    private static void packed(int[] values, int from, int to, int width, PageBytes out) {
        int groups = (to - from + GROUP - 1) / GROUP;
        out.putVarint(((long) groups << 1) | 1);
        long bits = 0;
        int used = 0;
        for (int i = from; i < to; i++) {
            bits |= (long) values[i] << used;
            used += width;
            if (used >= Integer.SIZE) {
                out.putInt((int) bits);
                bits >>>= Integer.SIZE;
                used -= Integer.SIZE;
            }
        }
        // The last group is filled up with zeros.
        int missing = groups * GROUP - (to - from);
        for (int rest = used + missing * width; rest > 0; rest -= Byte.SIZE) {
            out.put((int) bits);
            bits >>>= Byte.SIZE;
        }
    }
}
