package io.flowjay.capture;

import io.flowjay.capture.compression.Compression;
import io.flowjay.capture.compression.DecompressionLimits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Identifies a capture by its whole content, where {@link CaptureId}, which records carry, reads the edges only: SHA-256 over every
 * uncompressed byte, so that a compressed copy has the same hash.
 */
public final class ContentHash {
    private static final int BUFFER_BYTES = 1 << 18;

    private ContentHash() {}

    /**
     * The hash of a file's content, 64 hex digits; of damaged compressed content what comes before the damage counts.
     *
     * @throws IOException when the file cannot be read
     */
    public static String of(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream content = Compression.unwrap(Files.newInputStream(file), DecompressionLimits.DEFAULT)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            while (true) {
                int count;
                try {
                    count = content.read(buffer);
                } catch (IOException damaged) {
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

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime lacks SHA-256", e);
        }
    }
}
