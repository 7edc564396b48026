package io.flowjay.capture.compression;

import org.apiguardian.api.API;

/**
 * How far a compressed capture is followed, so that a few bytes cannot keep a reader busy for days. The limits hold for each
 * compression of a capture that is compressed more than once; a capture that is not compressed has none.
 *
 * @param maxBytes the longest uncompressed content, in bytes
 * @param maxRatio the most uncompressed bytes for each compressed byte of the file, once {@code ratioFreeBytes} have come; of
 *     zstd and bzip2, which need few bytes for much of one value, 10 times as many; of xz 5 times
 * @param ratioFreeBytes uncompressed bytes that come at any ratio
 */
@API(status = API.Status.STABLE, since = "0.1.0")
public record DecompressionLimits(long maxBytes, long maxRatio, long ratioFreeBytes) {
    /**
     * 1 TiB; 1000 to 1 (zstd and bzip2 10,000 to 1, xz 5000 to 1) beyond the first 64 MiB. Zeros alone make 1030 to 1 in gzip and 30,000 to 1 in zstd; TCP
     * frames with 64 KiB of zeros, the most that a capture was found to make, 555 to 1 and 2964 to 1.
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
