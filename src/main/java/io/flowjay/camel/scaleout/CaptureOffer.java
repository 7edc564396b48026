package io.flowjay.camel.scaleout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A capture that lies in the inbox, offered to whoever takes it: a message of JSON on a topic.
 *
 * @param capture where it is, relative to the inbox, its parts separated by slashes
 * @param captureId its id
 */
record CaptureOffer(String capture, String captureId) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CAPTURE = "capture";
    private static final String CAPTURE_ID = "capture_id";

    /** The offer of a file in an inbox. */
    static CaptureOffer of(Path inbox, Path file, String captureId) {
        return new CaptureOffer(inbox.relativize(file).toString().replace(File.separatorChar, '/'), captureId);
    }

    byte[] toJson() throws IOException {
        return JSON.writeValueAsBytes(
                JSON.createObjectNode().put(CAPTURE, capture).put(CAPTURE_ID, captureId));
    }

    /**
     * Reads an offer.
     *
     * @throws IOException when this is none
     */
    static CaptureOffer ofJson(byte @Nullable [] value) throws IOException {
        JsonNode json = value == null ? null : JSON.readTree(value);
        if (json == null
                || !json.path(CAPTURE).isTextual()
                || !json.path(CAPTURE_ID).isTextual()) {
            throw new IOException("no offer: it needs " + CAPTURE + " and " + CAPTURE_ID);
        }
        return new CaptureOffer(
                json.get(CAPTURE).textValue(), json.get(CAPTURE_ID).textValue());
    }

    /**
     * The file of the offer. Who can write to the topic must not thereby reach other files.
     *
     * @param inbox absolute
     * @throws IOException if it is not in the inbox, or is reached through a link
     */
    Path file(Path inbox) throws IOException {
        Path file;
        try {
            file = inbox.resolve(capture).normalize();
        } catch (InvalidPathException e) {
            throw new IOException("no offer: " + e.getReason(), e);
        }
        Path directory = file.getParent();
        if (directory == null || !directory.startsWith(inbox) || file.equals(inbox)) {
            throw new IOException("the offered capture is not in the inbox");
        }
        if (Files.exists(directory)) {
            Path real = inbox.toRealPath().resolve(inbox.relativize(directory)).normalize();
            if (!directory.toRealPath().equals(real)) {
                throw new IOException("the offered capture is reached through a link");
            }
        }
        return file;
    }
}
