package io.flowjay.delivery;

import io.flowjay.capture.ContentHash;
import io.flowjay.kafka.KafkaMessage;
import io.flowjay.kafka.MessageEncoder;
import io.flowjay.record.RecordShape;
import io.flowjay.record.format.RecordColumns;
import io.flowjay.record.sink.BatchEncoder;
import io.flowjay.record.sink.RecordOutput;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * A topic, written to in transactions with the ledger of captures that the routes use: exactly once, also if the process is killed and the
 * command run again, and if a route gets the same capture. Records that the ledger knows as published are compared by {@link Resumption},
 * but not sent.
 */
final class TransactionalOutput implements RecordOutput<MessageBatch> {
    private static final String AGAIN = "it goes on after them";

    private final KafkaTarget target;
    private final Supplier<MessageEncoder> encoders;
    private final DeliverySettings delivering;
    private final TransactionalProducers producers;
    private final LedgerTopic ledger;
    private final RecordShape shape;
    private final int batchSize;
    private @Nullable Capture capture;
    private long delivered;

    private TransactionalOutput(KafkaTarget target, Supplier<MessageEncoder> encoders) {
        this.target = target;
        this.encoders = encoders;
        Settings settings = target.settings();
        Duration timeout = settings.get(SettingCatalog.TRANSACTION_TIMEOUT);
        delivering = new DeliverySettings(
                target.producer(),
                "flowjay-" + target.topic() + '-',
                timeout,
                target.letters(),
                target.topics(),
                settings.get(SettingCatalog.ATTEMPTS),
                settings.get(SettingCatalog.BACKOFF));
        producers = new TransactionalProducers(delivering);
        ledger = new LedgerTopic(
                settings.get(SettingCatalog.LEDGER_TOPIC),
                target.topic(),
                target.client(),
                timeout.multipliedBy(2),
                settings.get(SettingCatalog.CREATE_TOPICS),
                target.topics());
        shape = RecordShape.of(settings);
        batchSize = settings.get(SettingCatalog.BATCH_SIZE);
    }

    /**
     * Opens a topic.
     *
     * @param columns the fields of the records
     * @throws IOException if the schema registry, if it is needed, does not know the records
     */
    static TransactionalOutput open(KafkaTarget target, RecordColumns columns) throws IOException {
        return new TransactionalOutput(target, target.encoders(columns));
    }

    @Override
    public BatchEncoder<MessageBatch> encoder() {
        return new MessageBatch.Encoder(encoders.get());
    }

    @Override
    public boolean begin(@Nullable Path file) throws IOException {
        if (file == null) {
            throw new IOException(
                    "delivery exactly once needs a capture that is a file: what a stream held cannot be compared"
                            + " later; use --delivery at-least-once");
        }
        State state = State.of(file);
        String content = ContentHash.of(file);
        try {
            Settings settings = target.settings();
            String source = source(file, state);
            CaptureDelivery delivery = CaptureDelivery.open(
                    delivering,
                    producers,
                    ledger,
                    new DeliveredCapture(content, source, shape.fingerprint(), shape.text()));
            capture = resumed(
                    new Resumption(settings, file.toString(), source, shape, new RemadeCapture(file, settings)),
                    file,
                    state,
                    delivery);
            return capture != null;
        } catch (KafkaException e) {
            throw failure(e);
        }
    }

    /** The capture from its next record on; null, and closed, if it has none. */
    private @Nullable Capture resumed(Resumption rule, Path file, State state, CaptureDelivery delivery)
            throws IOException {
        Capture resumed = null;
        try {
            if (rule.resume(delivery)) {
                resumed = new Capture(file, state, delivery);
            }
            return resumed;
        } finally {
            if (resumed == null) {
                delivery.close();
            }
        }
    }

    private static String source(Path file, State state) {
        return file.getFileName() + ", written " + state.modified;
    }

    @Override
    public void write(MessageBatch batch) throws IOException {
        Capture writing = capture;
        if (writing == null) {
            throw new IllegalStateException("begin comes first");
        }
        try {
            for (int i = 0; i < batch.records(); i++) {
                writing.add(batch.messages().get(i), batch.id(i));
            }
        } catch (KafkaException e) {
            throw failure(e);
        }
    }

    @Override
    public void end(boolean whole) throws IOException {
        Capture written = capture;
        if (written == null) {
            return;
        }
        try {
            written.end(whole);
        } catch (KafkaException e) {
            throw failure(e);
        } finally {
            closeCapture();
        }
    }

    private void closeCapture() {
        Capture open = capture;
        capture = null;
        if (open != null) {
            open.delivery.close();
        }
    }

    /** Does nothing: records arrive with their transaction. */
    @Override
    public void flush() {}

    @Override
    public void commit() throws IOException {
        target.checkLetters(delivered);
    }

    @Override
    public void close() {
        closeCapture();
        target.topics().close();
        try (producers) {
            ledger.close();
        }
    }

    private IOException failure(KafkaException e) {
        return target.failure(e, delivered, AGAIN);
    }

    /** A capture on its way. */
    private final class Capture {
        private final Path file;
        private final State state;
        private final CaptureDelivery delivery;
        private final IdChain ids = new IdChain();
        private final List<ProducerRecord<byte[], byte[]>> batch = new ArrayList<>();
        /** Records that were published before, which are not sent again. */
        private final long published;

        private long read;

        Capture(Path file, State state, CaptureDelivery delivery) {
            this.file = file;
            this.state = state;
            this.delivery = delivery;
            published = delivery.progress().records();
        }

        void add(KafkaMessage message, String id) {
            read++;
            ids.add(id);
            if (read <= published) {
                return;
            }
            ProducerRecord<byte[], byte[]> record =
                    new ProducerRecord<>(target.topic(), null, message.key(), message.value(), message.headers());
            record.headers()
                    .add(
                            CaptureProgress.HEADER,
                            delivery.progress().deliveryId().getBytes(StandardCharsets.UTF_8));
            batch.add(record);
            if (batch.size() == batchSize) {
                deliver(false);
            }
        }

        private void deliver(boolean last) {
            delivered += batch.size()
                    - delivery.deliver(List.copyOf(batch), read, ids.hex(), last)
                            .size();
            batch.clear();
        }

        void end(boolean whole) throws IOException {
            boolean last = whole && State.of(file).equals(state);
            if (!batch.isEmpty()) {
                deliver(last);
            } else if (last) {
                delivery.complete();
            }
            if (whole && !last) {
                throw new IOException(file + ": the file changed while it was read; run the command again");
            }
        }
    }

    /** Size and time of a file: one that somebody still writes to must not count as published. */
    private record State(long size, FileTime modified) {
        static State of(Path file) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new State(attributes.size(), attributes.lastModifiedTime());
        }
    }
}
