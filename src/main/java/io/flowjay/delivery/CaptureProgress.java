package io.flowjay.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/**
 * How far the records of a capture have been published. Extraction is deterministic, so a number of records says which.
 *
 * @param records records that are delivered, dead letters among them
 * @param complete whether these are all
 * @param source the file that they were read from last, in words that tell it from a copy
 */
public record CaptureProgress(long records, boolean complete, String source) {
    /** Nothing is published. */
    public static final CaptureProgress NONE = new CaptureProgress(0, false, "");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RECORDS = "records";
    private static final String COMPLETE = "complete";
    private static final String SOURCE = "source";

    /** The value of a ledger record. */
    byte[] toJson() {
        try {
            return JSON.writeValueAsBytes(JSON.createObjectNode()
                    .put(RECORDS, records)
                    .put(COMPLETE, complete)
                    .put(SOURCE, source));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers and text are always written", e);
        }
    }

    /**
     * @throws IOException when this is no ledger record
     */
    static CaptureProgress ofJson(byte[] value) throws IOException {
        JsonNode json = JSON.readTree(value);
        if (!json.path(RECORDS).canConvertToLong() || !json.path(COMPLETE).isBoolean()) {
            throw new IOException("no ledger record: it needs " + RECORDS + " and " + COMPLETE);
        }
        return new CaptureProgress(
                json.get(RECORDS).longValue(),
                json.get(COMPLETE).booleanValue(),
                json.path(SOURCE).asText());
    }
}
