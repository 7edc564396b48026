package io.flowjay.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Dead letters that the broker does not take either, as files of one line of JSON (NDJSON): topic, key, value and cause. A record
 * has the same file name whenever it comes, so that it is there once.
 */
public final class DeadFiles {
    /** What the names of the files end with. */
    public static final String SUFFIX = ".ndjson";

    private static final String TOPIC = "topic";
    private static final String KEY = "key";
    private static final String VALUE = "value";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path directory;

    /** @param directory where the files are; made when the first is written */
    public DeadFiles(Path directory) {
        this.directory = directory;
    }

    /** Where they are for a directory of captures. */
    public static Path in(Path captures) {
        return captures.resolve(".dead");
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
    void write(ProducerRecord<?, ?> record, Throwable cause) throws IOException {
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

    /** The files that are there, in no order. */
    List<Path> list() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(file -> {
                        String name = String.valueOf(file.getFileName());
                        return name.endsWith(SUFFIX) && !name.startsWith(".");
                    })
                    .toList();
        }
    }

    /**
     * The records of a file.
     *
     * @throws IOException when it cannot be read, or has something else in it, naming the file
     */
    static List<ProducerRecord<byte[], byte[]>> read(Path file) throws IOException {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            try {
                JsonNode json = JSON.readTree(line);
                records.add(new ProducerRecord<>(
                        json.required(TOPIC).textValue(), bytes(json.required(KEY)), bytes(json.required(VALUE))));
            } catch (JsonProcessingException | IllegalArgumentException e) {
                throw new IOException(file + ": not a dead letter: " + e.getMessage(), e);
            }
        }
        return records;
    }

    private static byte @Nullable [] bytes(JsonNode text) {
        return text.isNull() ? null : text.asText().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] line(ProducerRecord<?, ?> record, Throwable cause) throws IOException {
        ObjectNode json = JSON.createObjectNode();
        json.put(TOPIC, record.topic());
        json.put(KEY, text(record.key()));
        json.put(VALUE, text(record.value()));
        json.put("error", String.valueOf(cause));
        return (JSON.writeValueAsString(json) + '\n').getBytes(StandardCharsets.UTF_8);
    }

    private static @Nullable String text(@Nullable Object keyOrValue) {
        return keyOrValue instanceof byte[] bytes
                ? new String(bytes, StandardCharsets.UTF_8)
                : Objects.toString(keyOrValue, null);
    }

    private static String name(ProducerRecord<?, ?> record) {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            hash.update(record.topic().getBytes(StandardCharsets.UTF_8));
            hash.update((byte) 0);
            hash.update(String.valueOf(text(record.value())).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash.digest(), 0, 16) + SUFFIX;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
