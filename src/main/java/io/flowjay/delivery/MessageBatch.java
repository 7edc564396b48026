package io.flowjay.delivery;

import io.flowjay.kafka.KafkaMessage;
import io.flowjay.kafka.MessageEncoder;
import io.flowjay.record.RecordFields;
import io.flowjay.record.format.RecordValues;
import io.flowjay.record.sink.BatchEncoder;
import io.flowjay.record.sink.RecordBatch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Records as messages, in order. */
final class MessageBatch implements RecordBatch {
    /** Its column, the first of every record. */
    private static final int RECORD_ID = RecordFields.extras().indexOf("record_id");

    private final List<KafkaMessage> messages = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();

    /**
     * Fills such batches.
     *
     * @param encoder makes the messages
     */
    record Encoder(MessageEncoder encoder) implements BatchEncoder<MessageBatch> {
        @Override
        public MessageBatch newBatch() {
            return new MessageBatch();
        }

        @Override
        public void add(RecordValues record, MessageBatch batch) {
            batch.messages.add(encoder.message(record));
            batch.ids.add(String.valueOf(record.textAt(RECORD_ID)));
        }
    }

    /** The {@code record_id} of a record. */
    String id(int record) {
        return ids.get(record);
    }

    /** The messages. */
    List<KafkaMessage> messages() {
        return Collections.unmodifiableList(messages);
    }

    @Override
    public int records() {
        return messages.size();
    }

    @Override
    public int bytes(int record) {
        return messages.get(record).value().length;
    }

    @Override
    public void keep(int first) {
        messages.subList(first, messages.size()).clear();
        ids.subList(first, ids.size()).clear();
    }

    @Override
    public void clear() {
        messages.clear();
        ids.clear();
    }
}
