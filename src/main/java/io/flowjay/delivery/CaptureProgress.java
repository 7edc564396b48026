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
 */
public record CaptureProgress(long records, boolean complete) {
    /** Nothing is published. */
    public static final CaptureProgress NONE = new CaptureProgress(0, false);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RECORDS = "records";
    private static final String COMPLETE = "complete";

    /** These records and some more. */
    CaptureProgress plus(int more) {
        return new CaptureProgress(records + more, false);
    }

    /** All of them. */
    CaptureProgress completed() {
        return new CaptureProgress(records, true);
    }

    /**
     * The value of a ledger record.
     *
     * @param capture the capture's name, for whoever reads the topic
     */
    byte[] toJson(String capture) {
        try {
            return JSON.writeValueAsBytes(JSON.createObjectNode()
                    .put("capture", capture)
                    .put(RECORDS, records)
                    .put(COMPLETE, complete));
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
                json.get(RECORDS).longValue(), json.get(COMPLETE).booleanValue());
    }
}
