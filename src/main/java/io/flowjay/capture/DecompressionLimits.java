package io.flowjay.capture;

/**
 * How far a compressed capture is followed, so that a few bytes cannot keep a reader busy for days. The limits hold for each
 * compression of a capture that is compressed more than once; a capture that is not compressed has none.
 *
 * @param maxBytes the longest uncompressed content, in bytes
 * @param maxRatio the most uncompressed bytes for each compressed byte of the file, once {@code ratioFreeBytes} have come
 * @param ratioFreeBytes uncompressed bytes that come at any ratio
 */
public record DecompressionLimits(long maxBytes, long maxRatio, long ratioFreeBytes) {
    /**
     * 1 TiB; 1000 to 1 beyond the first 64 MiB. Deflate ends at 1032 to 1, which takes content without any change; frames of
     * 64 KiB of zeros under their record headers stay below 950, of 1500 bytes below 300.
     */
    public static final DecompressionLimits DEFAULT = new DecompressionLimits(1L << 40, 1000, 64L << 20);

    /**
     * @throws IllegalArgumentException naming the limit and its value
     */
    public DecompressionLimits {
        check(maxBytes > 0, "maxBytes", maxBytes);
        check(maxRatio > 0, "maxRatio", maxRatio);
        check(ratioFreeBytes >= 0, "ratioFreeBytes", ratioFreeBytes);
    }

    private static void check(boolean valid, String name, long value) {
        if (!valid) {
            throw new IllegalArgumentException(name + " must not be " + value);
        }
    }
}
