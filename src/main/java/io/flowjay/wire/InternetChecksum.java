package io.flowjay.wire;

/** The checksum of IP, TCP and UDP (RFC 1071): the one's complement sum of 16-bit words. */
public final class InternetChecksum {
    private static final long LOW = 0xffffffffL;

    private InternetChecksum() {}

    /**
     * Adds bytes to a sum of 16-bit words in network byte order; a byte without a partner at the end counts as the high one of a word.
     *
     * @param sum what was added before, folded or not, with an even number of bytes
     * @param length how many bytes, at most 2^31
     * @return the sum, to be folded; it stands for itself modulo 65,535
     */
    public static long add(long sum, byte[] data, int from, int length) {
        // The order of bytes changes the order of the sum's bytes only, and most machines need not reverse these words.
        // Words of 32
        // bits sum up to the same modulo 65,535; their carries gather in the high half.
        long reversed = 0;
        int end = from + length;
        int at = from;
        for (; at <= end - Long.BYTES; at += Long.BYTES) {
            long word = Bytes.i64le(data, at);
            reversed += (word >>> Integer.SIZE) + (word & LOW);
        }
        for (; at <= end - Short.BYTES; at += Short.BYTES) {
            reversed += Bytes.u16le(data, at);
        }
        if (at < end) {
            reversed += Bytes.u8(data, at);
        }
        return sum + (Short.reverseBytes((short) fold(reversed)) & 0xffff);
    }

    /** The 16 bits of a sum, with the carries added. */
    public static int fold(long sum) {
        long folded = (sum >>> Integer.SIZE) + (sum & LOW);
        while (folded >>> Short.SIZE != 0) {
            folded = (folded >>> Short.SIZE) + (folded & 0xffff);
        }
        return (int) folded;
    }
}
