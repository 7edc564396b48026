package io.flowjay.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.flowjay.capture.CaptureException;
import io.flowjay.spill.SpillException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a capture, by the exception that its exchange ended with. */
class FailureKindTest {
    static Stream<Arguments> failures() {
        return Stream.of(
                argumentSet(
                        "the capture is damaged",
                        new CaptureException("a.pcap", 0, "damaged", null),
                        FailureKind.LASTING),
                argumentSet("its file is gone", new NoSuchFileException("a.pcap"), FailureKind.LASTING),
                argumentSet("its file cannot be read now", new IOException("Input/output error"), FailureKind.PASSING),
                argumentSet("the temporary file cannot be written", spill(), FailureKind.PASSING),
                argumentSet("the same, in another exception", new IllegalStateException(spill()), FailureKind.PASSING),
                argumentSet("Kafka does not answer", new TimeoutException("away"), FailureKind.OUTAGE),
                argumentSet(
                        "the directory of files is missing",
                        new FilesUnavailableException(Path.of("out"), new NoSuchFileException("out")),
                        FailureKind.OUTAGE),
                argumentSet("there is no memory left", new OutOfMemoryError(), FailureKind.FATAL),
                argumentSet("the capture is nested too deep", new StackOverflowError(), FailureKind.LASTING));
    }

    /** The directory of temporary files is gone: its cause is an exception that captures cause too. */
    private static SpillException spill() {
        return new SpillException("cannot make the temporary file", new NoSuchFileException("temporary"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void kinds(Throwable failure, FailureKind expected) throws IOException {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.start();
            Exchange exchange = new DefaultExchange(context);
            exchange.setException(failure);
            assertThat(FailureKind.of(exchange)).isEqualTo(expected);
        }
    }
}
