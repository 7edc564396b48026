package io.flowjay.capture.compression;

import com.github.luben.zstd.ZstdInputStream;
import io.flowjay.wire.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jpountz.lz4.LZ4FrameInputStream;
import org.jspecify.annotations.Nullable;

/** Compressions that may surround a capture, told by their first bytes. */
public enum Compression {
    /** RFC 1952, any number of members. */
    GZIP(0x1f8b_0000L, 0xffff_0000L, 1),
    /** RFC 8878, any number of frames. */
    ZSTD(0x28b5_2ffdL, 0xffff_ffffL, 10),
    /** The same, where a frame to skip comes first, as parallel compressors write it. */
    ZSTD_SKIPPABLE(0x502a_4d18L, 0xf0ff_ffffL, 10),
    /** The LZ4 frame format, any number of frames. */
    LZ4(0x0422_4d18L, 0xffff_ffffL, 1);

    /** A capture may be compressed again, as some archives do. */
    private static final int MAX_LEVELS = 3;

    private static final int MAGIC_BYTES = 4;

    private final long magic;
    private final long mask;
    private final int ratioFactor;

    Compression(long magic, long mask, int ratioFactor) {
        this.magic = magic;
        this.mask = mask;
        this.ratioFactor = ratioFactor;
    }

    /**
     * The uncompressed content of a stream.
     *
     * @param in the stored bytes; closed with the content, and when this fails
     * @throws IOException when a compressed stream has no valid header
     */
    public static InputStream unwrap(InputStream in, DecompressionLimits limits) throws IOException {
        SourceStream source = new SourceStream(in);
        PeekStream content = new PeekStream(source);
        try {
            Compression compression = of(content);
            for (int level = 0; level < MAX_LEVELS && compression != null; level++) {
                content = new PeekStream(
                        new LimitedStream(compression.open(content), limits, compression.ratioFactor, source));
                compression = of(content);
            }
            return content;
        } catch (IOException | RuntimeException e) {
            content.close();
            throw e instanceof IOException io ? io : new IOException(e.getMessage(), e);
        }
    }

    /** Whether a file is compressed. */
    public static boolean surrounds(Path file) throws IOException {
        try (PeekStream in = new PeekStream(Files.newInputStream(file))) {
            return of(in) != null;
        }
    }

    private static @Nullable Compression of(PeekStream in) {
        byte[] first = in.peek(MAGIC_BYTES);
        for (Compression compression : values()) {
            if (first.length == MAGIC_BYTES && (Bytes.u32be(first, 0) & compression.mask) == compression.magic) {
                return compression;
            }
        }
        return null;
    }

    private InputStream open(InputStream in) throws IOException {
        return switch (this) {
            case GZIP -> new GzipStream(in);
            case ZSTD, ZSTD_SKIPPABLE -> new ZstdInputStream(new ZstdPieces(in));
            case LZ4 -> new LZ4FrameInputStream(in);
        };
    }
}
