package io.flowjay.kafka;

import io.flowjay.json.OutputBytes;
import io.flowjay.record.FlowRecord;
import io.flowjay.record.format.RecordEncoder;
import io.flowjay.record.format.RecordValues;
import java.util.function.Function;

/** Makes the messages of records of some columns, with the keys and headers that a route gives them. For one thread. */
public final class MessageEncoder {
    private final RecordMessages messages;
    private final KeyField key;
    private final RecordEncoder encoder;
    private final Function<RecordValues, FlowRecord> views;
    private final OutputBytes bytes = new OutputBytes();

    MessageEncoder(
            RecordMessages messages, KeyField key, RecordEncoder encoder, Function<RecordValues, FlowRecord> views) {
        this.messages = messages;
        this.key = key;
        this.encoder = encoder;
        this.views = views;
    }

    /**
     * The message of a record.
     *
     * @param record its values; not kept
     */
    public KafkaMessage message(RecordValues record) {
        bytes.clear();
        encoder.write(record, bytes);
        return messages.message(views.apply(record), key, bytes.copy());
    }
}
