package io.flowjay.camel.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An entry of the manifest: which captures some files hold.
 *
 * @param captures the captures; several if they share files
 * @param fingerprint of the settings that decide about their records, see {@link io.flowjay.record.RecordShape}
 * @param form the settings that decide about the files
 * @param whole whether the captures were read to their end; otherwise the files have the records before the damage
 * @param files their names below the directory
 * @param replaced files of the same captures under other settings, which go
 */
record FileNote(
        List<Capture> captures,
        String fingerprint,
        String form,
        boolean whole,
        List<String> files,
        List<String> replaced) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A capture.
     *
     * @param id identifies its content
     * @param name its name
     * @param records how many of its records are in the files
     */
    record Capture(String id, String name, long records) {}

    /** Whether the files hold a capture. */
    boolean holds(String id) {
        return captures.stream().anyMatch(capture -> capture.id.equals(id));
    }

    /** How many records of a capture the files hold. */
    long records(String id) {
        return captures.stream()
                .filter(capture -> capture.id.equals(id))
                .mapToLong(Capture::records)
                .sum();
    }

    /** Whether another note is about the same records in the same files. */
    boolean hasSettingsOf(FileNote other) {
        return fingerprint.equals(other.fingerprint) && form.equals(other.form);
    }

    /** The same note with other files that go. */
    FileNote replacing(List<String> names) {
        return new FileNote(captures, fingerprint, form, whole, files, names);
    }

    /**
     * Reads a note.
     *
     * @throws IOException if the file cannot be read or is not a note
     */
    static FileNote read(Path file) throws IOException {
        JsonNode json;
        try {
            json = JSON.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw damaged(file);
        }
        if (json == null || !json.path("files").isArray()) {
            throw damaged(file);
        }
        List<Capture> captures = new ArrayList<>();
        json.path("captures")
                .forEach(capture -> captures.add(new Capture(
                        capture.path("id").asText(),
                        capture.path("capture").asText(),
                        capture.path("records").asLong())));
        return new FileNote(
                captures,
                json.path("fingerprint").asText(),
                json.path("form").asText(),
                json.path("whole").asBoolean(),
                texts(json.path("files")),
                texts(json.path("replaced")));
    }

    /** Without a cause: where the parser stopped says nothing to the operator. */
    private static IOException damaged(Path file) {
        return new IOException(file + " is damaged; delete it to have its captures written again");
    }

    /** The note as JSON. */
    byte[] bytes() throws IOException {
        ObjectNode json = JSON.createObjectNode();
        ArrayNode array = json.putArray("captures");
        for (Capture capture : captures) {
            array.addObject().put("id", capture.id).put("capture", capture.name).put("records", capture.records);
        }
        json.put("fingerprint", fingerprint).put("form", form).put("whole", whole);
        files.forEach(json.putArray("files")::add);
        replaced.forEach(json.putArray("replaced")::add);
        return JSON.writeValueAsBytes(json);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
