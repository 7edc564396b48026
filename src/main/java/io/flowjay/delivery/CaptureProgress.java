package io.flowjay.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/**
 * How far the records of a capture have been published: the value of a note in the ledger. Extraction is deterministic, so the number
 * of records says which ones, and {@link #ids} proves it.
 *
 * @param revision number of this note among the notes of its key, from 1; 0 where nothing is published
 * @param delivery number of the delivery, from 1; it grows when a capture is published again from its first record
 * @param ledger the ledger in which the delivery began, 8 hex digits: numbers of deliveries are unique in one ledger only
 * @param records records that are delivered, dead letters among them
 * @param deadLettered how many of them are dead letters
 * @param ids hash over the ids of these records, see {@link IdChain}
 * @param complete whether these are all records
 * @param source the file that they were read from last, in words that distinguish it from a copy
 * @param fingerprint hash of everything that decides the records
 * @param settings what another worker needs to make the same records
 * @param topicId Kafka's id of the topic of the records
 * @param worker transactional id of the writer
 */
public record CaptureProgress(
        long revision,
        int delivery,
        String ledger,
        long records,
        long deadLettered,
        String ids,
        boolean complete,
        String source,
        String fingerprint,
        String settings,
        String topicId,
        String worker) {
    /** Nothing is published. */
    public static final CaptureProgress NONE = new CaptureProgress(0, 0, "", 0, 0, "", false, "", "", "", "", "");

    /** Kafka header of each record that is delivered exactly once: {@link #deliveryId}. */
    public static final String HEADER = "flowjay-delivery";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REVISION = "revision";
    private static final String DELIVERY = "delivery";
    private static final String LEDGER = "ledger";
    private static final String RECORDS = "records";
    private static final String DEAD_LETTERED = "dead_lettered";
    private static final String IDS = "ids";
    private static final String COMPLETE = "complete";
    private static final String SOURCE = "source";
    private static final String FINGERPRINT = "fingerprint";
    private static final String SETTINGS = "settings";
    private static final String TOPIC_ID = "topic_id";
    private static final String WORKER = "worker";

    /** The id of the delivery, as its records have it in their header. */
    public String deliveryId() {
        return fingerprint + '.' + ledger + '.' + delivery;
    }

    /** The same with another number of dead letters. */
    CaptureProgress withDeadLettered(long number) {
        return new CaptureProgress(
                revision,
                delivery,
                ledger,
                records,
                number,
                ids,
                complete,
                source,
                fingerprint,
                settings,
                topicId,
                worker);
    }

    /** The value of a ledger record. */
    byte[] toJson() {
        try {
            return JSON.writeValueAsBytes(JSON.createObjectNode()
                    .put(REVISION, revision)
                    .put(DELIVERY, delivery)
                    .put(LEDGER, ledger)
                    .put(RECORDS, records)
                    .put(DEAD_LETTERED, deadLettered)
                    .put(IDS, ids)
                    .put(COMPLETE, complete)
                    .put(SOURCE, source)
                    .put(FINGERPRINT, fingerprint)
                    .put(SETTINGS, settings)
                    .put(TOPIC_ID, topicId)
                    .put(WORKER, worker));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers and text are always written", e);
        }
    }

    /**
     * Reads the value of a ledger record.
     *
     * @throws IOException when it is not a note of a capture's progress
     */
    static CaptureProgress ofJson(byte[] value) throws IOException {
        JsonNode json = JSON.readTree(value);
        if (!isPositive(json.path(REVISION))
                || !isPositive(json.path(DELIVERY))
                || !json.path(RECORDS).canConvertToLong()
                || json.path(RECORDS).longValue() < 0
                || !json.path(COMPLETE).isBoolean()) {
            throw new IOException("it needs " + REVISION + ", " + DELIVERY + ", " + RECORDS + " and " + COMPLETE);
        }
        return new CaptureProgress(
                json.get(REVISION).longValue(),
                json.get(DELIVERY).intValue(),
                json.path(LEDGER).asText(),
                json.get(RECORDS).longValue(),
                Math.max(0, json.path(DEAD_LETTERED).asLong()),
                json.path(IDS).asText(),
                json.get(COMPLETE).booleanValue(),
                json.path(SOURCE).asText(),
                json.path(FINGERPRINT).asText().intern(),
                json.path(SETTINGS).asText().intern(),
                json.path(TOPIC_ID).asText().intern(),
                json.path(WORKER).asText().intern());
    }

    private static boolean isPositive(JsonNode number) {
        return number.isIntegralNumber() && number.canConvertToLong() && number.longValue() > 0;
    }
}
