package io.flowjay.camel.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowjay.camel.CaptureFileState;
import io.flowjay.camel.ShippedRoute;
import io.flowjay.capture.CaptureFile;
import io.flowjay.capture.CaptureReader;
import io.flowjay.capture.ForwardingCapture;
import io.flowjay.capture.RawPacket;
import io.flowjay.testing.Traffic;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Errors while a capture is in progress, and captures during which workers end. */
class DeadlyCaptureRouteTest extends ShippedRoute {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int FLOWS = 50;

    /** A capture whose reading ends in an error after some packets. */
    private static final class Failing extends ForwardingCapture {
        private final Supplier<Error> error;
        private int packets;

        Failing(CaptureReader capture, int packets, Supplier<Error> error) {
            super(capture);
            this.packets = packets;
            this.error = error;
        }

        @Override
        public boolean next(RawPacket into) throws IOException {
            if (packets-- == 0) {
                throw error.get();
            }
            return super.next(into);
        }
    }

    /** Starts the route; reading the captures whose names begin with {@code deadly} ends in an error. */
    private MockEndpoint startWith(Supplier<Error> error, String... settings) throws Exception {
        return startWith(context, error, settings);
    }

    private MockEndpoint startWith(CamelContext into, Supplier<Error> error, String... settings) throws Exception {
        load(into, settings);
        AdviceWith.adviceWith(into, "capture-to-kafka", route -> {
            route.weaveById("kafka").replace().to("mock:kafka");
            route.weaveById("flow-features").before().process(exchange -> fail(exchange, error));
        });
        into.start();
        return into.getEndpoint("mock:kafka", MockEndpoint.class);
    }

    private static void awaitDown(CamelContext process) {
        await().atMost(LIMIT).until(() -> liveness(process, "flowjay-captures") == HealthCheck.State.DOWN);
    }

    private static void fail(Exchange exchange, Supplier<Error> error) throws IOException {
        File file = exchange.getMessage().getBody(File.class);
        if (file.getName().startsWith("deadly")) {
            exchange.getMessage().setBody(new Failing(CaptureFile.open(file.toPath()), FLOWS / 2, error));
        }
    }

    static Stream<Arguments> errors() {
        return Stream.of("1", "4")
                .flatMap(threads -> Stream.of(
                        Arguments.of((Supplier<Error>) StackOverflowError::new, "StackOverflowError", threads),
                        Arguments.of(
                                (Supplier<Error>) () -> new AssertionError("wrong"),
                                "AssertionError: wrong",
                                threads)));
    }

    @ParameterizedTest(name = "{1}, {2} threads")
    @MethodSource("errors")
    void anErrorThatOnlyConcernsTheCaptureIsReportedAndTheOthersGoOn(
            Supplier<Error> error, String reason, String threads) throws Exception {
        MockEndpoint kafka = startWith(error, "flowjay.threads", threads);
        drop("deadly.pcap", Traffic.flows(FLOWS, 1));
        JsonNode report = report("deadly.pcap");
        assertThat(report.get("reason").textValue()).contains(reason);
        drop("good.pcap", Traffic.flows(FLOWS, 2));
        awaitFile(".done/good.pcap");
        assertThat(messages(kafka)).hasSizeGreaterThanOrEqualTo(FLOWS);
        assertThat(liveness(context, "flowjay-captures")).isEqualTo(HealthCheck.State.UP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "4"})
    void anErrorThatConcernsTheProcessEndsItsLivenessAndCountsAsADeath(String threads) throws Exception {
        String[] settings = {"flowjay.threads", threads, "flowjay.first-wait", "50ms", "flowjay.longest-wait", "50ms"};
        drop("deadly.pcap", Traffic.flows(FLOWS, 1));
        for (int i = 0; i < 2; i++) {
            try (DefaultCamelContext process = new DefaultCamelContext()) {
                startWith(process, OutOfMemoryError::new, settings);
                awaitDown(process);
            }
        }
        startWith(OutOfMemoryError::new, settings);
        JsonNode report = report("deadly.pcap");
        assertThat(report.get("reason").textValue()).isEqualTo("it ended its worker 2 times (flowjay.max-deaths=2)");
        drop("good.pcap", Traffic.flows(FLOWS, 2));
        awaitFile(".done/good.pcap");
        assertThat(files()).containsExactly(".done/good.pcap", ".failed/deadly.pcap", ".failed/deadly.pcap.error.json");
    }

    @Test
    void aProcessThatIsAboutToEndTakesNoOtherCapture() throws Exception {
        startWith(OutOfMemoryError::new, "flowjay.threads", "1", "flowjay.first-wait", "50ms");
        drop("deadly.pcap", Traffic.flows(FLOWS, 1));
        awaitDown(context);
        drop("good.pcap", Traffic.flows(FLOWS, 2));
        await().during(Duration.ofMillis(500))
                .atMost(LIMIT)
                .until(() -> Files.exists(inbox.resolve("good.pcap"))
                        && CaptureNote.read(inbox.resolve("good.pcap")) == null);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void theNumberOfDeathsIsASetting(int most) throws Exception {
        AtomicInteger deaths = new AtomicInteger();
        Supplier<Error> error = () ->
                deaths.incrementAndGet() <= 3 ? new OutOfMemoryError() : new AssertionError("after " + deaths.get());
        drop("deadly.pcap", Traffic.flows(FLOWS, 1));
        Path failed = inbox.resolve(".failed/deadly.pcap");
        while (!Files.exists(failed)) {
            try (DefaultCamelContext process = new DefaultCamelContext()) {
                startWith(process, error, "flowjay.threads", "1", "flowjay.max-deaths", String.valueOf(most));
                await().atMost(LIMIT)
                        .until(() -> Files.exists(failed)
                                || liveness(process, "flowjay-captures") == HealthCheck.State.DOWN);
            }
        }
        String reason = report("deadly.pcap").get("reason").textValue();
        if (most == 0) {
            assertThat(reason).contains("after 4");
        } else {
            assertThat(reason).isEqualTo("it ended its worker " + most + " times (flowjay.max-deaths=" + most + ")");
        }
    }

    @ParameterizedTest(name = "{0} deaths before")
    @ValueSource(ints = {0, 1})
    void aProcessThatEndsForAnotherReasonIsNotCounted(int before) throws Exception {
        CountDownLatch sending = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Path file = drop("a.pcap", Traffic.flows(FLOWS, 1));
        if (before > 0) {
            CaptureNote.of(file, CaptureFileState.ofAny(file)).begun(before).write(file);
        }
        MockEndpoint kafka = start();
        kafka.whenAnyExchangeReceived(exchange -> {
            sending.countDown();
            end.await();
        });
        try {
            assertThat(sending.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(CaptureNote.read(file)).extracting(CaptureNote::begun).isEqualTo(before + 1);
            context.getRegistry().findByType(CaptureArchive.class).forEach(CaptureArchive::abandonAll);
            CaptureNote left = CaptureNote.read(file);
            assertThat(left == null ? 0 : left.begun()).isEqualTo(before);
        } finally {
            end.countDown();
        }
        awaitFile(".done/a.pcap");
    }

    @Test
    void anErrorOfAStepIsReportedToo() throws Exception {
        MockEndpoint kafka = start();
        kafka.whenExchangeReceived(1, exchange -> {
            throw new StackOverflowError();
        });
        drop("a.pcap", Traffic.flows(FLOWS, 1));
        assertThat(report("a.pcap").get("reason").textValue()).contains("StackOverflowError");
        drop("good.pcap", Traffic.flows(FLOWS, 2));
        awaitFile(".done/good.pcap");
    }

    @Test
    void aNoteOfAnotherFileOfThatNameDoesNotCount() throws Exception {
        MockEndpoint kafka = start();
        CaptureNote note = new CaptureNote("a.pcap", 1, "2001-01-01T00:00:00Z", 1, 99, CaptureOutcome.done("a.pcap"));
        note.write(inbox.resolve("a.pcap"));
        Files.writeString(inbox.resolve(CaptureNote.DIRECTORY).resolve("foreign.note"), "{}");
        Files.writeString(
                inbox.resolve(CaptureNote.DIRECTORY).resolve(CaptureNote.hash("b.pcap") + ".note"), "garbage");
        drop("a.pcap", Traffic.flows(FLOWS, 1));
        drop("b.pcap", Traffic.flows(FLOWS, 2));
        awaitFile(".done/a.pcap");
        awaitFile(".done/b.pcap");
        assertThat(messages(kafka)).hasSize(2 * FLOWS);
    }

    @Test
    void notesOfCapturesThatAreGoneAreRemoved() throws Exception {
        for (int i = 0; i < 100; i++) {
            new CaptureNote(i + ".pcap", 1, "2001-01-01T00:00:00Z", 1, 1, null).write(inbox.resolve(i + ".pcap"));
        }
        start();
        drop("a.pcap", Traffic.flows(FLOWS, 1));
        awaitFile(".done/a.pcap");
        await().atMost(LIMIT).until(() -> files().equals(List.of(".done/a.pcap")));
    }

    @Test
    void aCaptureThatExceedsALimitIsReportedByItsName() throws Exception {
        MockEndpoint kafka = start("flowjay.max-records", "20", "flowjay.batch-size", "7");
        drop("a.pcap", Traffic.flows(FLOWS, 1));
        JsonNode report = report("a.pcap");
        assertThat(report.get("limit").textValue()).isEqualTo("flowjay.max-records");
        assertThat(report.get("limit_value").textValue()).isEqualTo("20");
        assertThat(report.get("reason").textValue())
                .isEqualTo("the capture has more records than the limit flowjay.max-records=20");
        assertThat(report.get("records_delivered").intValue()).isEqualTo(20);
        assertThat(batchSizes(kafka)).containsExactly(7, 7, 6);
    }

    static HealthCheck.State liveness(CamelContext context, String check) {
        HealthCheck health = HealthCheckRegistry.get(context).getCheck(check).orElseThrow();
        assertThat(health.isLiveness()).isTrue();
        return health.call().getState();
    }
}
