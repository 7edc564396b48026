package io.flowjay.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Dead letters that the broker does not take either, as files of one line of JSON (NDJSON): topic, key, value, headers and cause. Bytes
 * that are not text, such as a record in Avro, are in {@code key_base64}, {@code value_base64} and so on. A record has the same file name
 * whenever it comes, so that it is there once.
 */
public final class DeadFiles {
    /** What the names of the files end with. */
    public static final String SUFFIX = ".ndjson";

    private static final String TOPIC = "topic";
    private static final String KEY = "key";
    private static final String VALUE = "value";
    private static final String HEADERS = "headers";
    private static final String NAME = "name";
    /** What follows the name of a property whose bytes are not text. */
    private static final String BASE64 = "_base64";

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
                ProducerRecord<byte[], byte[]> record =
                        new ProducerRecord<>(json.required(TOPIC).textValue(), bytes(json, KEY), bytes(json, VALUE));
                for (JsonNode header : json.path(HEADERS)) {
                    record.headers().add(header.required(NAME).textValue(), bytes(header, VALUE));
                }
                records.add(record);
            } catch (JsonProcessingException | IllegalArgumentException e) {
                throw new IOException(file + ": not a dead letter: " + e.getMessage(), e);
            }
        }
        return records;
    }

    private static byte @Nullable [] bytes(JsonNode json, String name) {
        JsonNode coded = json.path(name + BASE64);
        if (coded.isTextual()) {
            return Base64.getDecoder().decode(coded.textValue());
        }
        JsonNode text = json.required(name);
        return text.isNull() ? null : text.asText().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] line(ProducerRecord<?, ?> record, Throwable cause) throws IOException {
        ObjectNode json = JSON.createObjectNode();
        json.put(TOPIC, record.topic());
        put(json, KEY, bytes(record.key()));
        put(json, VALUE, bytes(record.value()));
        for (Header header : record.headers()) {
            ObjectNode one = json.withArray(HEADERS).addObject().put(NAME, header.key());
            put(one, VALUE, header.value());
        }
        json.put("error", String.valueOf(cause));
        return (JSON.writeValueAsString(json) + '\n').getBytes(StandardCharsets.UTF_8);
    }

    private static byte @Nullable [] bytes(@Nullable Object keyOrValue) {
        if (keyOrValue instanceof byte[] bytes) {
            return bytes;
        }
        return keyOrValue == null ? null : keyOrValue.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void put(ObjectNode json, String name, byte @Nullable [] bytes) {
        if (bytes == null) {
            json.putNull(name);
            return;
        }
        try {
            json.put(
                    name,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString());
        } catch (CharacterCodingException e) {
            json.put(name + BASE64, Base64.getEncoder().encodeToString(bytes));
        }
    }

    private static String name(ProducerRecord<?, ?> record) {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            hash.update(record.topic().getBytes(StandardCharsets.UTF_8));
            hash.update((byte) 0);
            byte[] value = bytes(record.value());
            hash.update(value == null ? "null".getBytes(StandardCharsets.UTF_8) : value);
            return HexFormat.of().formatHex(hash.digest(), 0, 16) + SUFFIX;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
