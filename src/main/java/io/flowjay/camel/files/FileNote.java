package io.flowjay.camel.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An entry of the manifest: what became of a capture.
 *
 * @param capture its name
 * @param fingerprint of the settings that decide about its records, see {@link io.flowjay.record.RecordShape}
 * @param form the settings that decide about its files
 * @param whole whether it was read to its end; otherwise the files have the records before the damage
 * @param records how many they have together
 * @param files their names below the directory
 * @param replaced files of the same capture under other settings, which go
 */
record FileNote(
        String capture,
        String fingerprint,
        String form,
        boolean whole,
        long records,
        List<String> files,
        List<String> replaced) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Whether another note is about the same records in the same files. */
    boolean hasSettingsOf(FileNote other) {
        return fingerprint.equals(other.fingerprint) && form.equals(other.form);
    }

    /** The same note with other files that go. */
    FileNote replacing(List<String> names) {
        return new FileNote(capture, fingerprint, form, whole, records, files, names);
    }

    /**
     * Reads a note.
     *
     * @throws IOException if the file cannot be read or is not a note
     */
    static FileNote read(Path file) throws IOException {
        JsonNode json = JSON.readTree(Files.readAllBytes(file));
        if (json == null || !json.path("files").isArray()) {
            throw new IOException(file + " is damaged; delete it to have its capture written again");
        }
        return new FileNote(
                json.path("capture").asText(),
                json.path("fingerprint").asText(),
                json.path("form").asText(),
                json.path("whole").asBoolean(),
                json.path("records").asLong(),
                texts(json.path("files")),
                texts(json.path("replaced")));
    }

    /** The note as JSON. */
    byte[] bytes() throws IOException {
        ObjectNode json = JSON.createObjectNode()
                .put("capture", capture)
                .put("fingerprint", fingerprint)
                .put("form", form)
                .put("whole", whole)
                .put("records", records);
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
