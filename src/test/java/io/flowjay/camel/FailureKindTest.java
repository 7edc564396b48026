package io.flowjay.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.flowjay.capture.CaptureException;
import io.flowjay.spill.Spill;
import io.flowjay.spill.SpillException;
import java.io.IOException;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailureKindTest {
    static Stream<Arguments> failures() throws IOException {
        Spill gone = new Spill(1);
        gone.close();
        SpillException noRoom = catchThrowableOfType(SpillException.class, () -> gone.write(8, buffer -> {}));
        return Stream.of(
                Arguments.of(noRoom, FailureKind.PASSING),
                Arguments.of(new IllegalStateException(noRoom), FailureKind.PASSING),
                Arguments.of(new IOException("damaged"), FailureKind.LASTING),
                Arguments.of(new CaptureException("a.pcap", 0, "damaged", null), FailureKind.LASTING),
                Arguments.of(new KafkaException("away"), FailureKind.OUTAGE));
    }

    /** A file for temporary data that cannot be written says nothing against the capture. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void tellsWhatBecomesOfTheCapture(Exception failure, FailureKind kind) throws IOException {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.start();
            Exchange exchange = new DefaultExchange(context);
            exchange.setException(failure);
            assertThat(FailureKind.of(exchange)).isEqualTo(kind);
        }
    }
}
