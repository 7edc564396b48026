package io.flowjay.camel.inbox;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flowjay.camel.CaptureFileState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The note of a capture in progress, a file of the directory {@value #DIRECTORY} beside it: how many workers began it and did not come to an
 * end, and what is to become of it once that is decided. The next worker reads it when this one ends without notice, or cannot move the
 * capture.
 *
 * <p>The file gets its full length when it is made and is then written in place, so that an outcome can be noted on a full disk.
 *
 * @param capture the name of the capture's file
 * @param size its size
 * @param modified its time
 * @param inode its number in the file system; 0 where there is none
 * @param begun workers that began it without finishing, the present one included
 * @param outcome what is to become of it; null while it is worked on
 */
record CaptureNote(
        String capture,
        long size,
        String modified,
        long inode,
        int begun,
        @Nullable CaptureOutcome outcome) {
    static final String DIRECTORY = ".flowjay";

    private static final String EXTENSION = ".note";
    private static final String LEAVING = ".leaving";
    private static final int BYTES = 8192;
    private static final int MAX_REASON = 1000;
    private static final int HASH_BYTES = 16;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The note of a file that nobody began. */
    static CaptureNote of(Path file, CaptureFileState state) {
        return new CaptureNote(
                String.valueOf(file.getFileName()),
                state.size(),
                state.modified().toString(),
                inode(file),
                0,
                null);
    }

    /** The note with another number of workers that began it. */
    CaptureNote begun(int workers) {
        return new CaptureNote(capture, size, modified, inode, workers, outcome);
    }

    /** The note with an outcome. */
    CaptureNote decided(CaptureOutcome what) {
        return new CaptureNote(capture, size, modified, inode, begun, what);
    }

    /** The note as that of a file of another name. */
    CaptureNote named(String name) {
        return new CaptureNote(name, size, modified, inode, begun, outcome);
    }

    /** Whether a note of this capture has this path. */
    boolean isAt(Path note) {
        return !capture.isEmpty()
                && capture.indexOf('/') < 0
                && String.valueOf(note.getFileName()).equals(hash(capture) + EXTENSION);
    }

    /** Whether it is the note of the very file that another note is of. */
    boolean isOfSameFile(CaptureNote other) {
        return capture.equals(other.capture)
                && size == other.size
                && modified.equals(other.modified)
                && inode == other.inode;
    }

    /** The note beside a file; null when there is none that can be read. */
    static @Nullable CaptureNote read(Path file) {
        return readNote(path(file));
    }

    /** A note; null when it cannot be read: somebody else wrote it, or a crash left a part of it. */
    static @Nullable CaptureNote readNote(Path note) {
        try {
            if (!Files.isRegularFile(note, LinkOption.NOFOLLOW_LINKS) || Files.size(note) > BYTES) {
                return null;
            }
            JsonNode json = JSON.readTree(Files.readString(note, StandardCharsets.UTF_8));
            JsonNode outcome = json.get("outcome");
            return new CaptureNote(
                    json.path("capture").asText(),
                    json.path("size").asLong(),
                    json.path("modified").asText(),
                    json.path("inode").asLong(),
                    Math.max(0, json.path("begun").asInt()),
                    outcome == null ? null : outcome(outcome));
        } catch (IOException e) {
            return null;
        }
    }

    private static @Nullable CaptureOutcome outcome(JsonNode json) {
        String name = json.path("name").asText();
        if (name.isEmpty() || name.startsWith(".") || name.indexOf('/') >= 0 || name.indexOf('\\') >= 0) {
            // Everybody who may drop captures may write here.
            return null;
        }
        JsonNode report = json.get("report");
        if (report == null) {
            return CaptureOutcome.done(name);
        }
        if (!report.isObject()) {
            return null;
        }
        Map<String, @Nullable Object> fields = JSON.convertValue(report, new TypeReference<>() {});
        return CaptureOutcome.failed(name, new FailureReport(fields));
    }

    /** Writes the note beside its file. */
    void write(Path file) throws IOException {
        Path note = path(file);
        Relocation.makeDirectory(note.getParent());
        try (FileChannel channel = FileChannel.open(
                note, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            ByteBuffer bytes = ByteBuffer.wrap(bytes());
            while (bytes.hasRemaining()) {
                channel.write(bytes, bytes.position());
            }
        }
    }

    private byte[] bytes() {
        ObjectNode json = JSON.createObjectNode()
                .put("capture", capture)
                .put("size", size)
                .put("modified", modified)
                .put("inode", inode)
                .put("begun", begun);
        CaptureOutcome decided = outcome;
        if (decided != null) {
            ObjectNode node = json.putObject("outcome").put("name", decided.name());
            FailureReport report = decided.report();
            if (report != null) {
                node.set("report", JSON.valueToTree(report.fields()));
            }
            if (length(json) > BYTES && report != null) {
                node.set("report", JSON.valueToTree(report.shortened(MAX_REASON).fields()));
            }
        }
        byte[] text = json.toString().getBytes(StandardCharsets.UTF_8);
        byte[] padded = Arrays.copyOf(text, Math.max(BYTES, text.length));
        Arrays.fill(padded, text.length, padded.length, (byte) ' ');
        return padded;
    }

    private static int length(ObjectNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    /** Deletes the note beside a file, if there is one. */
    static void delete(Path file) throws IOException {
        Files.deleteIfExists(path(file));
    }

    private static Path path(Path file) {
        return beside(file, EXTENSION);
    }

    /** Where a file is on its way out, after its name is free and before it is deleted. */
    static Path leaving(Path file) {
        return beside(file, LEAVING);
    }

    private static Path beside(Path file, String extension) {
        return file.resolveSibling(DIRECTORY).resolve(hash(String.valueOf(file.getFileName())) + extension);
    }

    /** Whether a path is a note. */
    static boolean isNote(Path path) {
        return String.valueOf(path.getFileName()).endsWith(EXTENSION);
    }

    /** Short and of plain letters, for a name that may have neither property. */
    static String hash(String name) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Unlike the device's number, the same for every host that shares the directory. */
    private static long inode(Path file) {
        try {
            return Files.getAttribute(file, "unix:ino", LinkOption.NOFOLLOW_LINKS) instanceof Number number
                    ? number.longValue()
                    : 0;
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return 0;
        }
    }
}
