package io.flowjay.capture;

import io.flowjay.capture.compression.Compression;
import io.flowjay.capture.compression.DecompressionLimits;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Identifies a capture by its whole content, where {@link CaptureId}, which records carry, reads the edges only: SHA-256 over every
 * uncompressed byte, so that a compressed copy has the same hash.
 */
public final class ContentHash {
    private static final int BUFFER_BYTES = 1 << 18;

    private ContentHash() {}

    /**
     * The hash of a file's content, 64 hex digits. For damaged compressed content it covers what precedes the damage.
     *
     * @throws IOException if the file itself cannot be read
     */
    public static String of(Path file) throws IOException {
        return of(Files.newInputStream(file));
    }

    /**
     * The hash of a file's content.
     *
     * @param file the file's bytes as they are stored; closed in any case
     * @throws IOException what reading it threw
     */
    static String of(InputStream file) throws IOException {
        MessageDigest digest = CaptureId.sha256();
        Stored stored = new Stored(file);
        try (InputStream content = Compression.unwrap(stored, DecompressionLimits.DEFAULT)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            while (true) {
                int count;
                try {
                    count = content.read(buffer);
                } catch (IOException damaged) {
                    if (stored.fault != null) {
                        throw stored.fault;
                    }
                    // Reading the packets meets the same damage and reports it.
                    digest.update("damaged".getBytes(StandardCharsets.US_ASCII));
                    break;
                }
                if (count < 0) {
                    break;
                }
                digest.update(buffer, 0, count);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The file as it is stored; it remembers when it could not be read, which is not damage of its content. */
    private static final class Stored extends FilterInputStream {
        private @Nullable IOException fault;

        Stored(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            try {
                return super.read();
            } catch (IOException e) {
                fault = e;
                throw e;
            }
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            try {
                return super.read(into, offset, length);
            } catch (IOException e) {
                fault = e;
                throw e;
            }
        }
    }
}
