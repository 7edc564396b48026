package io.flowjay.capture.compression;

import java.io.IOException;
import java.io.InputStream;

/** Uncompressed content that fails when it exceeds the limits. */
final class LimitedStream extends InputStream {
    private final InputStream in;
    private final DecompressionLimits limits;
    private final int ratioFactor;
    private final SourceStream source;
    private long count;

    /**
     * @param in what a decompressor gives
     * @param ratioFactor how many times the ratio of the limits is allowed
     * @param source the compressed bytes below it
     */
    LimitedStream(InputStream in, DecompressionLimits limits, int ratioFactor, SourceStream source) {
        this.in = in;
        this.limits = limits;
        this.ratioFactor = ratioFactor;
        this.source = source;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (count > limits.ratioFreeBytes() && count / ratioFactor / limits.maxRatio() >= source.count()) {
            long ratio = limits.maxRatio() * ratioFactor;
            throw new IOException("decompresses to more than the limit of " + ratio + " times its size");
        }
        long room = limits.maxBytes() - count;
        if (room == 0) {
            return atLimit();
        }
        int read = decompress(into, offset, (int) Math.min(length, room));
        if (read > 0) {
            count += read;
        }
        return read;
    }

    private int atLimit() throws IOException {
        if (decompress(new byte[1], 0, 1) < 0) {
            return -1;
        }
        throw new IOException("decompresses to more than the limit of " + limits.maxBytes() + " bytes");
    }

    private int decompress(byte[] into, int offset, int length) throws IOException {
        try {
            return in.read(into, offset, length);
        } catch (RuntimeException e) {
            // The LZ4 library throws it at frames of a kind it does not know.
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
