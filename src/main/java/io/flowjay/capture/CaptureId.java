package io.flowjay.capture;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The id of a capture: SHA-256 over the size of its uncompressed content (64 bits, network order) and the first and last 64 KiB of
 * it. A stream can be read only once, so there it is SHA-256 over its name and its first 64 KiB.
 */
final class CaptureId {
    static final int EDGE_BYTES = 1 << 16;

    private CaptureId() {}

    /** Of a file that is not compressed: two short reads. */
    static String ofFile(Path file) throws IOException {
        try (SeekableByteChannel content = Files.newByteChannel(file)) {
            long size = content.size();
            int edge = (int) Math.min(size, EDGE_BYTES);
            byte[] first = read(content, 0, edge);
            return of(size, first, edge, read(content, size - edge, edge));
        }
    }

    private static byte[] read(SeekableByteChannel content, long position, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        content.position(position);
        while (bytes.hasRemaining()) {
            if (content.read(bytes) < 0) {
                throw new EOFException("the capture became shorter");
            }
        }
        return bytes.array();
    }

    /** Of content that has to be read to its end; where it cannot be, of what comes before. */
    static String ofContent(InputStream content) {
        byte[] first = new byte[EDGE_BYTES];
        byte[] ring = new byte[EDGE_BYTES];
        long size = 0;
        int end = 0;
        try {
            while (true) {
                int count = content.read(ring, end, EDGE_BYTES - end);
                if (count < 0) {
                    break;
                }
                if (size < EDGE_BYTES) {
                    System.arraycopy(ring, end, first, end, count);
                }
                size += count;
                end = (end + count) % EDGE_BYTES;
            }
        } catch (IOException damaged) {
            // Reading the packets meets the same damage and reports it.
        }
        return of(size, first, (int) Math.min(size, EDGE_BYTES), last(ring, end, size));
    }

    /** Of a stream that is read once. */
    static String ofStream(String name, byte[] first) {
        MessageDigest digest = sha256();
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        digest.update(first);
        return HexFormat.of().formatHex(digest.digest());
    }

    private static byte[] last(byte[] ring, int end, long size) {
        if (size < EDGE_BYTES) {
            return Arrays.copyOf(ring, end);
        }
        byte[] last = new byte[EDGE_BYTES];
        System.arraycopy(ring, end, last, 0, EDGE_BYTES - end);
        System.arraycopy(ring, 0, last, EDGE_BYTES - end, end);
        return last;
    }

    private static String of(long size, byte[] first, int firstLength, byte[] last) {
        MessageDigest digest = sha256();
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(size).array());
        digest.update(first, 0, firstLength);
        digest.update(last);
        return HexFormat.of().formatHex(digest.digest());
    }

    /** A digest of SHA-256. */
    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime lacks SHA-256", e);
        }
    }
}
