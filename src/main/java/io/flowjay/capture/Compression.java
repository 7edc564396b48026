package io.flowjay.capture;

import com.github.luben.zstd.ZstdInputStream;
import io.flowjay.wire.Bytes;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import net.jpountz.lz4.LZ4FrameInputStream;
import org.jspecify.annotations.Nullable;

/** Compressions that may surround a capture, told by their first bytes. */
enum Compression {
    /** RFC 1952, any number of members. */
    GZIP(0x1f8b_0000L, 0xffff_0000L),
    /** RFC 8878, any number of frames. */
    ZSTD(0x28b5_2ffdL, 0xffff_ffffL),
    /** The LZ4 frame format, any number of frames. */
    LZ4(0x0422_4d18L, 0xffff_ffffL);

    /** A capture may be compressed again, as some archives do. */
    private static final int MAX_LEVELS = 3;

    private static final int MAGIC_BYTES = 4;

    private final long magic;
    private final long mask;

    Compression(long magic, long mask) {
        this.magic = magic;
        this.mask = mask;
    }

    /**
     * The uncompressed content of a stream.
     *
     * @throws IOException when a compressed stream has no valid header
     */
    static InputStream unwrap(InputStream in) throws IOException {
        InputStream content = new PatientStream(in);
        for (int level = 0; level < MAX_LEVELS; level++) {
            Compression compression = of(content);
            if (compression == null) {
                break;
            }
            content = new PatientStream(compression.open(content));
        }
        return content;
    }

    /** Whether a file is compressed. */
    static boolean surrounds(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), MAGIC_BYTES)) {
            return of(in) != null;
        }
    }

    private static @Nullable Compression of(InputStream in) throws IOException {
        in.mark(MAGIC_BYTES);
        byte[] first = new byte[MAGIC_BYTES];
        int count = in.readNBytes(first, 0, MAGIC_BYTES);
        in.reset();
        for (Compression compression : values()) {
            if (count == MAGIC_BYTES && (Bytes.u32be(first, 0) & compression.mask) == compression.magic) {
                return compression;
            }
        }
        return null;
    }

    private InputStream open(InputStream in) throws IOException {
        return switch (this) {
            case GZIP -> new GZIPInputStream(in, 1 << 16);
            case ZSTD -> new ZstdInputStream(in);
            case LZ4 -> new LZ4FrameInputStream(in);
        };
    }

    /**
     * A buffered stream that claims bytes to be available whenever its end has not been seen: GZIPInputStream takes 0, which a
     * pipe answers between two writes, for the end of the last member.
     */
    private static final class PatientStream extends BufferedInputStream {
        private static final int BUFFER_BYTES = 1 << 16;

        PatientStream(InputStream in) {
            super(in, BUFFER_BYTES);
        }

        @Override
        public synchronized int available() throws IOException {
            if (pos == count) {
                mark(1);
                if (read() < 0) {
                    return 0;
                }
                reset();
            }
            return count - pos;
        }
    }
}
