package io.flowjay.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class KafkaWriterTest {

    @Test
    void rowsBecomeMessagesInOrder() {
        MockProducer<byte[], byte[]> producer = Rows.acknowledging();
        try (KafkaWriter writer = KafkaWriter.builder()
                .brokers("fake:9092")
                .topic("network-features")
                .keyField("flow_id")
                .producer(producer)
                .build()) {
            writer.write(Map.of("flow_id", "abc123"));
            writer.write(Map.of("duration", 1.5));
        }
        assertThat(Rows.values(producer)).containsExactly("{\"flow_id\":\"abc123\"}", "{\"duration\":1.5}");
        assertThat(producer.history())
                .extracting(message -> message.topic())
                .containsExactly("network-features", "network-features");
        assertThat(producer.history())
                .extracting(message -> message.key() == null ? null : new String(message.key(), UTF_8))
                .containsExactly("abc123", null);
    }

    @Test
    void oneShotCountsWhatWasAcknowledgedAndClosesTheProducer() {
        MockProducer<byte[], byte[]> producer = Rows.waiting();
        long count = KafkaWriter.send(
                Rows.numbered(5), KafkaWriter.builder().topic("flows").producer(producer));
        assertThat(count).isEqualTo(5);
        assertThat(producer.flushed()).isTrue();
        assertThat(producer.closed()).isTrue();
    }

    @ParameterizedTest(name = "{0} rows in batches of {1}")
    @CsvSource({
        "0, 1, 0",
        "3, 1, 3",
        "4, 5, 0",
        "5, 5, 5",
        "6, 5, 5",
        "10, 5, 10",
        "999, , 0",
        "1000, , 1000",
        "1001, , 1000"
    })
    void everyFullBatchIsAcknowledgedBeforeWriteReturns(int rows, Integer batchSize, long acknowledged) {
        KafkaWriterBuilder builder = KafkaWriter.builder().topic("flows").producer(Rows.waiting());
        if (batchSize != null) {
            builder.batchSize(batchSize);
        }
        try (KafkaWriter writer = builder.build()) {
            assertThat(writer.writeMany(Rows.numbered(rows))).isEqualTo(rows);
            assertThat(writer.rowsWritten()).isEqualTo(acknowledged);
            writer.flush();
            assertThat(writer.rowsWritten()).isEqualTo(rows);
        }
    }

    @Test
    void aFlushStartsANewBatch() {
        try (KafkaWriter writer = KafkaWriter.builder()
                .topic("flows")
                .producer(Rows.waiting())
                .batchSize(3)
                .build()) {
            writer.writeMany(Rows.numbered(2));
            writer.flush();
            writer.writeMany(Rows.numbered(2));
            assertThat(writer.rowsWritten()).isEqualTo(2);
            writer.writeMany(Rows.numbered(1));
            assertThat(writer.rowsWritten()).isEqualTo(5);
        }
    }

    @Test
    void onlyAcknowledgedRowsCountAsWritten() {
        MockProducer<byte[], byte[]> producer = Rows.waiting();
        KafkaWriter writer = Rows.writer(producer);
        writer.writeMany(Rows.numbered(3));
        assertThat(writer.rowsWritten()).isZero();
        producer.completeNext();
        assertThat(writer.rowsWritten()).isEqualTo(1);
        producer.errorNext(new IllegalStateException("lost"));
        assertThat(writer.rowsWritten()).isEqualTo(1);
        assertThatThrownBy(writer::close).isInstanceOf(KafkaWriteException.class);
        assertThat(writer.rowsWritten()).isEqualTo(2);
    }

    @Test
    void writeManyStopsAtARowThatCannotBeWritten() {
        MockProducer<byte[], byte[]> producer = Rows.acknowledging();
        Object[] endless = new Object[1];
        Arrays.fill(endless, endless);
        try (KafkaWriter writer = Rows.writer(producer)) {
            assertThatThrownBy(() -> writer.writeMany(List.of(Map.of("n", 0), Map.of("n", endless), Map.of("n", 2))))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(writer.rowsWritten()).isEqualTo(1);
        }
        assertThat(Rows.values(producer)).containsExactly("{\"n\":0}");
    }

    @Test
    void aRowIsNeverNull() {
        MockProducer<byte[], byte[]> producer = Rows.acknowledging();
        try (KafkaWriter writer = Rows.writer(producer)) {
            assertThatThrownBy(() -> writer.write(null))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("row");
        }
        assertThat(producer.history()).isEmpty();
    }

    static Stream<Named<Consumer<KafkaWriter>>> uses() {
        return Stream.of(
                Named.of("write", writer -> writer.write(Map.of())),
                Named.of("writeMany", writer -> writer.writeMany(Rows.numbered(1))),
                Named.of("flush", KafkaWriter::flush));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("uses")
    void aClosedWriterCannotBeUsed(Consumer<KafkaWriter> use) {
        MockProducer<byte[], byte[]> producer = Rows.acknowledging();
        KafkaWriter writer = Rows.writer(producer);
        writer.write(Map.of());
        writer.close();
        assertThatThrownBy(() -> use.accept(writer))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the writer is closed");
        assertThat(producer.history()).hasSize(1);
        assertThat(writer.rowsWritten()).isEqualTo(1);
        assertThatCode(writer::close).doesNotThrowAnyException();
    }

    @Test
    void threadsShareAWriter() throws Exception {
        AtomicInteger flushes = new AtomicInteger();
        MockProducer<byte[], byte[]> producer =
                new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
                    @Override
                    public synchronized void flush() {
                        flushes.incrementAndGet();
                        super.flush();
                    }
                };
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (KafkaWriter writer = KafkaWriter.builder()
                .topic("flows")
                .producer(producer)
                .batchSize(7)
                .build()) {
            List<Future<Long>> counts = IntStream.range(0, 4)
                    .mapToObj(thread -> threads.submit(() -> writer.writeMany(Rows.numbered(500))))
                    .toList();
            for (Future<Long> count : counts) {
                assertThat(count.get()).isEqualTo(500);
            }
            assertThat(writer.rowsWritten()).isEqualTo(2_000);
        } finally {
            threads.shutdown();
        }
        // 285 full batches of 7, and the close.
        assertThat(flushes).hasValue(286);
        assertThat(producer.history()).hasSize(2_000);
    }
}
