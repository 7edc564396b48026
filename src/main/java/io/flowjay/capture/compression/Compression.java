package io.flowjay.capture.compression;

import com.github.luben.zstd.ZstdInputStream;
import io.flowjay.wire.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Compressions that may surround a capture, told by their first bytes. */
public enum Compression {
    /** RFC 1952, any number of members. */
    GZIP("gzip", 0x1f8b_0000L, 0xffff_0000L, 1),
    /** RFC 8878, any number of frames. */
    ZSTD("zstd", 0x28b5_2ffdL, 0xffff_ffffL, 10),
    /** The LZ4 frame format, any number of frames. */
    LZ4("lz4", 0x0422_4d18L, 0xffff_ffffL, 1),
    /** The same, where a frame of the format before it comes first. */
    LZ4_LEGACY("lz4", 0x0221_4c18L, 0xffff_ffffL, 1),
    /** The .xz format, any number of streams. */
    XZ("xz", 0xfd37_7a58L, 0xffff_ffffL, 5),
    /** bzip2, any number of streams. */
    BZIP2("bzip2", 0x425a_6800L, 0xffff_ff00L, 10);

    /** A capture may be compressed again, as some archives do. */
    private static final int MAX_LEVELS = 3;

    private static final int MAGIC_BYTES = 4;

    private final String label;
    private final long magic;
    private final long mask;
    private final int ratioFactor;

    Compression(String label, long magic, long mask, int ratioFactor) {
        this.label = label;
        this.magic = magic;
        this.mask = mask;
        this.ratioFactor = ratioFactor;
    }

    /**
     * The uncompressed content of a stream.
     *
     * @param in the stored bytes; closed with the content, and when this fails
     * @throws IOException when a compressed stream has no valid header, or there are too many, one inside the other
     */
    public static InputStream unwrap(InputStream in, DecompressionLimits limits) throws IOException {
        SourceStream source = new SourceStream(in);
        PeekStream content = new PeekStream(source);
        try {
            Compression compression = start(content);
            for (int level = 0; level < MAX_LEVELS && compression != null; level++) {
                content = new PeekStream(
                        new LimitedStream(compression.open(content), limits, compression.ratioFactor, source));
                compression = start(content);
            }
            if (compression != null) {
                throw new IOException(compression.label + " data inside " + MAX_LEVELS
                        + " other compressions, the most that are read; decompress it first");
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
            byte[] first = in.peek(MAGIC_BYTES);
            return of(first) != null || isSkippable(first);
        }
    }

    /** The compression of what a stream starts with. Parallel compressors put frames to skip before it. */
    private static @Nullable Compression start(PeekStream in) throws IOException {
        byte[] first = in.peek(MAGIC_BYTES);
        if (!isSkippable(first)) {
            return of(first);
        }
        while (isSkippable(first)) {
            SkippableFrames.skipOne(in);
            first = in.peek(MAGIC_BYTES);
        }
        Compression compression = of(first);
        boolean skippable = compression == ZSTD || compression == LZ4 || compression == LZ4_LEGACY;
        if (!skippable && first.length > 0) {
            throw new IOException("what follows a frame to skip is neither zstd nor lz4 data");
        }
        return compression;
    }

    private static boolean isSkippable(byte[] first) {
        return first.length == MAGIC_BYTES && SkippableFrames.isMagic(Bytes.u32le(first, 0));
    }

    private static @Nullable Compression of(byte[] first) {
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
            case ZSTD -> new ZstdInputStream(new ZstdPieces(in));
            case LZ4, LZ4_LEGACY -> new Lz4Stream(in);
            case XZ -> OptionalFormats.xz(in);
            case BZIP2 -> OptionalFormats.bzip2(in);
        };
    }
}
