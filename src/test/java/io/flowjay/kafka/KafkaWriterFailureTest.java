package io.flowjay.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KafkaWriterFailureTest {
    private final TimeoutException timeout = new TimeoutException("batch expired");

    static Stream<Arguments> failingRows() {
        List<Named<List<Integer>>> rows = List.of(
                Named.of("first", List.of(0)),
                Named.of("middle", List.of(2)),
                Named.of("last", List.of(4)),
                Named.of("every", List.of(0, 1, 2, 3, 4)));
        List<Named<Consumer<KafkaWriter>>> calls = List.of(
                Named.of("write", writer -> writer.write(Map.of())),
                Named.of("flush", KafkaWriter::flush),
                Named.of("close", KafkaWriter::close));
        return rows.stream().flatMap(failing -> calls.stream().map(call -> arguments(failing, call)));
    }

    @ParameterizedTest(name = "{0} row fails, told by {1}")
    @MethodSource("failingRows")
    void aFailedRowIsToldOnce(List<Integer> failing, Consumer<KafkaWriter> call) {
        MockProducer<byte[], byte[]> producer = Rows.waiting();
        KafkaWriter writer = Rows.writer(producer);
        writer.writeMany(Rows.numbered(5));
        IntStream.range(0, 5).forEach(row -> complete(producer, failing.contains(row)));

        KafkaWriteException error = failure(() -> call.accept(writer));
        assertThat(error.topic()).isEqualTo("flows");
        assertThat(error.rowsFailed()).isEqualTo(failing.size());
        assertThat(error).hasCause(timeout).hasNoSuppressedExceptions();
        assertThat(error).hasMessageContainingAll("flows", "batch expired", failing.size() + " row");
        assertThat(writer.rowsWritten()).isEqualTo(5 - failing.size());

        assertThatCode(writer::close).doesNotThrowAnyException();
        assertThat(producer.closed()).isTrue();
    }

    private void complete(MockProducer<byte[], byte[]> producer, boolean fails) {
        if (fails) {
            producer.errorNext(timeout);
        } else {
            producer.completeNext();
        }
    }

    @Test
    void theRowOfACallThatTellsAnEarlierFailureIsSent() {
        MockProducer<byte[], byte[]> producer = Rows.waiting();
        KafkaWriter writer = Rows.writer(producer);
        writer.write(Map.of("n", 0));
        producer.errorNext(timeout);
        assertThat(failure(() -> writer.write(Map.of("n", 1))))
                .hasMessageContaining("1 row not written, 1 row not acknowledged yet");
        writer.write(Map.of("n", 2));
        writer.close();
        assertThat(Rows.values(producer)).containsExactly("{\"n\":0}", "{\"n\":1}", "{\"n\":2}");
        assertThat(writer.rowsWritten()).isEqualTo(2);
    }

    @Test
    void everyFailedBatchIsTold() {
        MockProducer<byte[], byte[]> producer = Rows.waiting();
        KafkaWriter writer = Rows.writer(producer);
        for (int batch = 1; batch <= 3; batch++) {
            writer.writeMany(Rows.numbered(batch));
            KafkaException cause = new KafkaException("batch " + batch);
            for (int row = 0; row < batch; row++) {
                producer.errorNext(cause);
            }
            KafkaWriteException error = failure(writer::flush);
            assertThat(error).hasCause(cause);
            assertThat(error.rowsFailed()).isEqualTo(batch);
        }
        writer.close();
        assertThat(writer.rowsWritten()).isZero();
    }

    @Test
    void causesAreBoundedAndOfDifferentKinds() {
        MockProducer<byte[], byte[]> producer = Rows.waiting();
        KafkaWriter writer = Rows.writer(producer);
        writer.writeMany(Rows.numbered(200));
        for (int i = 0; i < 200; i++) {
            producer.errorNext(new KafkaException("cause " + i / 2));
        }
        KafkaWriteException error = failure(writer::close);
        assertThat(error.rowsFailed()).isEqualTo(200);
        assertThat(error).hasRootCauseMessage("cause 0");
        assertThat(error.getSuppressed())
                .extracting(Throwable::getMessage)
                .containsExactly("cause 1", "cause 2", "cause 3", "cause 4", "cause 5", "cause 6", "cause 7");
    }

    @Test
    void aProducerThatRefusesARowIsToldAtOnce() {
        MockProducer<byte[], byte[]> producer = Rows.acknowledging();
        KafkaWriter writer = Rows.writer(producer);
        producer.sendException = new KafkaException("fenced");
        KafkaWriteException error = failure(() -> writer.write(Map.of()));
        assertThat(error).hasCause(producer.sendException);
        assertThat(error.rowsFailed()).isEqualTo(1);
        producer.sendException = null;
        writer.write(Map.of());
        writer.close();
        assertThat(writer.rowsWritten()).isEqualTo(1);
    }

    @Test
    void aMissingCompressionLibraryIsTold() {
        NoClassDefFoundError missing = new NoClassDefFoundError("org/xerial/snappy/SnappyOutputStream");
        MockProducer<byte[], byte[]> producer =
                new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
                    @Override
                    public synchronized Future<RecordMetadata> send(
                            ProducerRecord<byte[], byte[]> message, Callback callback) {
                        throw missing;
                    }
                };
        KafkaWriter writer = Rows.writer(producer);
        assertThat(failure(() -> writer.write(Map.of()))).hasCause(missing);
        assertThatCode(writer::close).doesNotThrowAnyException();
    }

    @Test
    void closeTellsARowAndTheFlushAndTheCloseThatFailed() {
        MockProducer<byte[], byte[]> producer = Rows.waiting();
        KafkaWriter writer = Rows.writer(producer);
        writer.writeMany(Rows.numbered(3));
        producer.errorNext(timeout);
        producer.flushException = new KafkaException("flush");
        producer.closeException = new KafkaException("close");
        KafkaWriteException error = failure(writer::close);
        assertThat(error).hasCause(timeout).hasSuppressedException(producer.flushException);
        assertThat(producer.flushException).hasSuppressedException(producer.closeException);
        assertThat(error.rowsFailed()).isEqualTo(3);
        assertThatCode(writer::close).doesNotThrowAnyException();
    }

    @Test
    void aFailedFlushStillClosesTheProducer() {
        MockProducer<byte[], byte[]> producer = Rows.waiting();
        KafkaWriter writer = Rows.writer(producer);
        producer.flushException = new KafkaException("flush");
        KafkaWriteException error = failure(writer::close);
        assertThat(error).hasCause(producer.flushException);
        assertThat(error.rowsFailed()).isZero();
        assertThat(producer.closed()).isTrue();
    }

    @Test
    void aRowWithoutOutcomeIsAFailureWhenClosing() {
        MockProducer<byte[], byte[]> silent = producerWithFlush(() -> {});
        KafkaWriter writer = Rows.writer(silent);
        writer.writeMany(Rows.numbered(2));
        KafkaWriteException error = failure(writer::close);
        assertThat(error.rowsFailed()).isEqualTo(2);
        assertThat(error).hasMessage("topic flows: 2 rows not written: the producer closed without an outcome");
        silent.completeNext();
        assertThat(writer.rowsWritten()).isZero();
    }

    static Stream<Arguments> waits() {
        Consumer<KafkaWriter> write = writer -> writer.write(Map.of());
        Consumer<KafkaWriter> flush = KafkaWriter::flush;
        Consumer<KafkaWriter> close = KafkaWriter::close;
        return Stream.of(
                arguments(Named.of("write", write), 0L, "2 rows not acknowledged yet"),
                arguments(Named.of("flush", flush), 0L, "1 row not acknowledged yet"),
                arguments(Named.of("close", close), 1L, "1 row not written"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waits")
    void anInterruptWhileWaitingIsToldAndKept(Consumer<KafkaWriter> wait, long rowsFailed, String message) {
        MockProducer<byte[], byte[]> producer = producerWithFlush(() -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        });
        KafkaWriter writer = KafkaWriter.builder()
                .topic("flows")
                .producer(producer)
                .batchSize(2)
                .build();
        writer.write(Map.of());
        Thread.currentThread().interrupt();
        KafkaWriteException error = failure(() -> wait.accept(writer));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(error).hasCauseInstanceOf(InterruptException.class).hasMessageContaining(message);
        assertThat(error.rowsFailed()).isEqualTo(rowsFailed);
    }

    @Test
    void anInterruptWhileSendingIsToldAndKept() {
        KafkaWriter writer =
                KafkaWriter.builder().brokers("localhost:1").topic("flows").build();
        Thread.currentThread().interrupt();
        KafkaWriteException error = failure(() -> writer.write(Map.of()));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(error).hasCauseInstanceOf(InterruptException.class);
        assertThat(error.rowsFailed()).isEqualTo(1);
        assertThatCode(writer::close).doesNotThrowAnyException();
    }

    @Test
    void aBrokerThatDoesNotAnswerIsToldByTheFirstWrite() {
        try (KafkaWriter writer = KafkaWriter.builder()
                .brokers("localhost:1")
                .topic("flows")
                .property("max.block.ms", "50")
                .build()) {
            assertThatThrownBy(() -> writer.write(Map.of()))
                    .isInstanceOf(KafkaWriteException.class)
                    .hasCauseInstanceOf(TimeoutException.class)
                    .hasMessageContaining("1 row not written");
        }
    }

    private static MockProducer<byte[], byte[]> producerWithFlush(Runnable flush) {
        return new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer()) {
            @Override
            public synchronized void flush() {
                flush.run();
            }
        };
    }

    private static KafkaWriteException failure(Runnable call) {
        return catchThrowableOfType(KafkaWriteException.class, call::run);
    }
}
