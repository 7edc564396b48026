package io.flowjay.record.sink;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apiguardian.api.API;

/** How a file of records is compressed. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public enum FileCompression {
    /** As it is. */
    NONE(""),
    /** gzip (RFC 1952). */
    GZIP("gz"),
    /** Zstandard (RFC 8878). */
    ZSTD("zst");

    private static final int BUFFER_BYTES = 1 << 16;

    private final String extension;

    FileCompression(String extension) {
        this.extension = extension;
    }

    /** The compression that an extension of file names chooses, without a point and in lower case. */
    static Optional<FileCompression> ofExtension(String extension) {
        for (FileCompression compression : values()) {
            if (compression != NONE && compression.extension.equals(extension)) {
                return Optional.of(compression);
            }
        }
        return Optional.empty();
    }

    /** The extensions that choose a compression. */
    static List<String> extensions() {
        return Stream.of(values())
                .filter(compression -> compression != NONE)
                .map(FileCompression::extension)
                .toList();
    }

    /** The extension that it adds to a file name, without a point; empty for none. */
    public String extension() {
        return extension;
    }

    /** A stream that compresses what is written to it; flushing it makes everything written before readable. */
    OutputStream compress(OutputStream out) throws IOException {
        return switch (this) {
            case NONE -> out;
            case GZIP -> new GZIPOutputStream(out, BUFFER_BYTES, true);
            case ZSTD -> Zstd.compress(out);
        };
    }

    /** Apart, so that the library is not loaded for anything else. */
    private static final class Zstd {
        private Zstd() {}

        static OutputStream compress(OutputStream out) throws IOException {
            return new ZstdOutputStream(out).setCloseFrameOnFlush(false).setChecksum(true);
        }
    }
}
