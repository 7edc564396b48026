package io.flowjay.delivery;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Dead letters that the broker does not take either, as files of one line of JSON (NDJSON): topic, key, value and cause. A record
 * has the same file name whenever it comes, so that it is there once.
 */
public final class DeadFiles {
    /** What the names of the files end with. */
    public static final String SUFFIX = ".ndjson";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path directory;

    /** @param directory where the files are; made when the first is written */
    public DeadFiles(Path directory) {
        this.directory = directory;
    }

    /** Where the files are. */
    public Path directory() {
        return directory;
    }

    /**
     * Writes a record, and returns when it is on the disk.
     *
     * @throws IOException when that is impossible: then nobody has the record
     */
    void write(ProducerRecord<byte[], byte[]> record, Throwable cause) throws IOException {
        Files.createDirectories(directory);
        String name = name(record);
        Path partial = directory.resolve("." + name + ".partial");
        ByteBuffer line = ByteBuffer.wrap(line(record, cause));
        try (FileChannel out = FileChannel.open(
                partial, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            while (line.hasRemaining()) {
                out.write(line);
            }
            out.force(true);
        }
        Files.move(partial, directory.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    private static byte[] line(ProducerRecord<byte[], byte[]> record, Throwable cause) throws IOException {
        ObjectNode json = JSON.createObjectNode();
        json.put("topic", record.topic());
        json.put("key", text(record.key()));
        json.put("value", text(record.value()));
        json.put("error", String.valueOf(cause));
        return (JSON.writeValueAsString(json) + '\n').getBytes(StandardCharsets.UTF_8);
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    private static String name(ProducerRecord<byte[], byte[]> record) {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            hash.update(record.topic().getBytes(StandardCharsets.UTF_8));
            hash.update((byte) 0);
            byte[] value = record.value();
            if (value != null) {
                hash.update(value);
            }
            return HexFormat.of().formatHex(hash.digest(), 0, 16) + SUFFIX;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
