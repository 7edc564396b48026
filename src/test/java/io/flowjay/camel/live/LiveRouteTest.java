package io.flowjay.camel.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowjay.camel.CaptureActivity;
import io.flowjay.camel.ShippedRoute;
import io.flowjay.camel.record.KeyHeader;
import io.flowjay.capture.LiveCapture;
import io.flowjay.testing.Loopback;
import io.flowjay.testing.Scrape;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Message;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.support.PluginHelper;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The shipped route that captures from an interface, on the loopback interface. */
class LiveRouteTest extends ShippedRoute {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final AtomicLong begun = new AtomicLong();

    @Test
    void theRouteIsNotStartedUnlessItIsAskedFor() throws Exception {
        startLive();
        assertThat(context.getRouteController().getRouteStatus("live-to-kafka").isStopped())
                .isTrue();
        assertThat(context.getRouteController().getRouteStatus("pcap-to-kafka").isStarted())
                .isTrue();
    }

    @Test
    void flowsBecomeKeyedRecordsAsTheyEndAndTheRestWhenTheRouteStops() throws Exception {
        try (Loopback first = Loopback.open();
                Loopback second = Loopback.open()) {
            MockEndpoint kafka = startLive(
                    "flowjay.live", "true",
                    "flowjay.live-interface", Loopback.NAME,
                    "flowjay.filter", "(" + first.filter() + ") or (" + second.filter() + ")",
                    "flowjay.idle-timeout", "2s",
                    "flowjay.key-field", "dst_port");
            // Nobody knows when the capture has begun: a datagram now and then, which is idle in between.
            await().pollInterval(Duration.ofSeconds(5)).atMost(LIMIT).until(() -> {
                boolean arrived = kafka.getReceivedCounter() > 0;
                first.send("text");
                return arrived;
            });
            Message record = messages(kafka).get(0);
            assertThat(json(record).get("flow_end_reason").asText()).isEqualTo("idle");
            assertThat(record.getHeader(KeyHeader.name())).isEqualTo(String.valueOf(first.port()));
            // What is captured within 500 ms of the end belongs to it.
            second.send("text");
            context.getRouteController().stopRoute("live-to-kafka");
            assertThat(messages(kafka))
                    .anySatisfy(message ->
                            assertThat(json(message).get("dst_port").asInt()).isEqualTo(second.port()));
        }
    }

    @Test
    void aBatchThatKafkaDoesNotTakeEndsNothing() throws Exception {
        try (Loopback loopback = Loopback.open()) {
            List<Exception> failures = List.of(new TimeoutException("away"), new RecordTooLargeException("too large"));
            Set<Exception> thrown = new HashSet<>();
            MockEndpoint kafka = startLive(
                    "flowjay.live", "true",
                    "flowjay.live-interface", Loopback.NAME,
                    "flowjay.filter", loopback.filter(),
                    "flowjay.redeliveries", "1",
                    "flowjay.redelivery-delay", "1ms",
                    "flowjay.max-flow-packets", "1");
            kafka.whenAnyExchangeReceived(exchange -> {
                for (Exception failure : failures) {
                    if (thrown.add(failure)) {
                        throw failure;
                    }
                }
            });
            await().atMost(LIMIT).until(() -> {
                loopback.send("text");
                return kafka.getReceivedCounter() > 5;
            });
            assertThat(thrown).hasSize(2);
            assertThat(context.getRegistry()
                            .lookupByNameAndType("flowjayLostRecords", LostRecords.class)
                            .getLost())
                    .as("the record that is too large; the other is sent again")
                    .isGreaterThanOrEqualTo(1);
            Set<LiveCapture> captures = new HashSet<>();
            kafka.getExchanges()
                    .forEach(exchange ->
                            captures.add(exchange.getProperty(LiveCaptureSource.PROPERTY, LiveCapture.class)));
            assertThat(captures).doesNotContainNull();
            assertThat(captures).as("one capture, not one for each failure").hasSize(1);
        }
    }

    @Test
    void aCaptureThatCannotBeginIsTriedAgain() throws Exception {
        Loopback.assumeCapture();
        startLive("flowjay.live", "true", "flowjay.live-interface", "flowjay-none", "flowjay.live-retry-delay", "50ms");
        await().atMost(LIMIT).until(() -> begun.get() > 2);
    }

    @Test
    @DisplayName("an open capture is counted every second, and not stuck, though no record comes")
    void aQuietCaptureIsSeen() throws Exception {
        try (Loopback loopback = Loopback.open()) {
            PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
            context.getRegistry().bind("meters", registry);
            MockEndpoint kafka = startLive(
                    "flowjay.live",
                    "true",
                    "flowjay.live-interface",
                    Loopback.NAME,
                    "flowjay.filter",
                    loopback.filter(),
                    "flowjay.idle-timeout",
                    "0s");
            await().pollInterval(Duration.ofMillis(200)).atMost(LIMIT).until(() -> {
                loopback.send("text");
                return Scrape.of(registry.scrape()).value("flowjay_packets_total") > 0;
            });
            Scrape open = Scrape.of(registry.scrape());
            assertThat(kafka.getReceivedCounter()).isZero();
            assertThat(open.value("flowjay_active_flows")).isOne();
            assertThat(open.labels("flowjay_packets_dropped_total")).containsOnly("by");
            CaptureActivity activity = CaptureActivity.find(context);
            assertThat(activity.names()).containsExactly(Loopback.NAME);
            for (int second = 0; second < 2; second++) {
                await().atMost(LIMIT)
                        .until(() -> !activity.stuck(Duration.ofMillis(500)).isEmpty());
                await().atMost(LIMIT)
                        .until(() -> activity.stuck(Duration.ofMillis(400)).isEmpty());
            }
            context.getRouteController().stopRoute("live-to-kafka");
            Scrape ended = Scrape.of(registry.scrape());
            assertThat(ended.value("flowjay_processing_duration_seconds_count{mode=\"live\"}"))
                    .isOne();
            assertThat(ended.value("flowjay_captures_total{outcome=\"done\"}")).isOne();
            assertThat(ended.value("flowjay_records_acknowledged_total")).isOne();
            assertThat(ended.value("flowjay_active_flows")).isZero();
        }
    }

    private MockEndpoint startLive(String... settings) throws Exception {
        load(settings);
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(PluginHelper.getResourceLoader(context)
                        .resolveResource("file:routes/live-to-kafka.camel.yaml"));
        AdviceWith.adviceWith(context, "live-to-kafka", route -> {
            route.weaveById("live-kafka").replace().to("mock:kafka");
            route.weaveById("live-capture").before().process(exchange -> begun.incrementAndGet());
        });
        context.start();
        return context.getEndpoint("mock:kafka", MockEndpoint.class);
    }
}
