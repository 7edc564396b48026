package io.flowjay.camel.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowjay.camel.ShippedRoute;
import io.flowjay.camel.inbox.CaptureArchive;
import io.flowjay.camel.inbox.WaitingCaptures;
import io.flowjay.testing.Sample;
import io.flowjay.testing.Traffic;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Message;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a capture counts as delivered, and what happens when it is not. */
class DeliveryRouteTest extends ShippedRoute {
    private static final byte[] FIFTY_FLOWS = Traffic.udp(50, Duration.ofSeconds(61));

    @ParameterizedTest(name = "batch size {0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "10   | 10, 10, 10, 8",
                "38   | 38",
                "37   | 37, 1",
                "1000 | 38",
            })
    void recordsArriveInBatchesTheLastPartialOneToo(int size, String sizes) throws Exception {
        MockEndpoint kafka = start("flowjay.batch-size", String.valueOf(size));
        drop("a.pcapng", Sample.bytes());
        awaitFile(".done/a.pcapng");
        assertThat(batchSizes(kafka))
                .isEqualTo(
                        Arrays.stream(sizes.split(", ")).map(Integer::valueOf).toList());
    }

    @Test
    void everyBatchIsDeliveredBeforeTheCaptureLeavesTheInbox() throws Exception {
        MockEndpoint kafka = start("flowjay.batch-size", "10");
        AtomicInteger stillThere = new AtomicInteger();
        kafka.whenAnyExchangeReceived(exchange -> {
            if (Files.exists(inbox.resolve("a.pcapng")) && !Files.exists(inbox.resolve(".done/a.pcapng"))) {
                stillThere.incrementAndGet();
            }
        });
        drop("a.pcapng", Sample.bytes());
        awaitFile(".done/a.pcapng");
        assertThat(stillThere).hasValue(4);
        assertThat(files()).containsExactly(".done/a.pcapng");
    }

    @Test
    void eachRecordIsOneJsonObjectOfTheCapturesFlow() throws Exception {
        MockEndpoint kafka = start();
        drop("a.pcapng", Sample.bytes());
        awaitFile(".done/a.pcapng");
        List<Message> messages = messages(kafka);
        assertThat(messages).hasSize(Sample.FLOWS);
        for (Message message : messages) {
            assertThat(message.getBody()).isInstanceOf(byte[].class);
            assertThat(json(message).get("capture").textValue()).isEqualTo("a.pcapng");
        }
        assertThat(messages.stream().map(message -> id(message, "record_id"))).doesNotHaveDuplicates();
    }

    private static String id(Message message, String field) {
        try {
            return json(message).get(field).textValue();
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest(name = "batches of {0}, the sink fails at batch {1}: {2} records acknowledged, {3} uncertain")
    @CsvSource({
        "1, 1, 0, 1",
        "1, 19, 18, 1",
        "1, 38, 37, 1",
        "10, 1, 0, 10",
        "10, 2, 10, 10",
        "10, 4, 30, 8",
        "1000, 1, 0, 38"
    })
    void aSinkThatFailsSendsTheCaptureToFailed(int size, int failing, int acknowledged, int uncertain)
            throws Exception {
        MockEndpoint kafka = start("flowjay.batch-size", String.valueOf(size));
        kafka.whenExchangeReceived(failing, exchange -> {
            throw new IllegalStateException("the sink is full");
        });
        drop("a.pcapng", Sample.bytes());
        JsonNode report = report("a.pcapng");
        assertThat(files()).containsExactly(".failed/a.pcapng", ".failed/a.pcapng.error.json");
        assertThat(kafka.getReceivedCounter()).isEqualTo(failing);
        assertThat(report.get("capture").textValue()).isEqualTo("a.pcapng");
        assertThat(report.get("reason").textValue()).contains("the sink is full");
        assertThat(report.get("offset").isNull()).isTrue();
        assertThat(report.get("records_acknowledged").intValue()).isEqualTo(acknowledged);
        assertThat(report.get("records_uncertain").intValue()).isEqualTo(uncertain);
    }

    @Test
    @DisplayName("after a failure the rest of the capture is not read")
    void readingStopsAtAFailure() throws Exception {
        MockEndpoint kafka = start("flowjay.batch-size", "1", "flowjay.threads", "1");
        kafka.whenExchangeReceived(1, exchange -> {
            throw new IllegalStateException("the sink is full");
        });
        drop("a.pcap", Traffic.udp(1000, Duration.ofSeconds(61)));
        JsonNode report = report("a.pcap");
        assertThat(report.get("packets_read").intValue()).isBetween(1, 10);
    }

    @Test
    void aFailureLeavesTheNextCaptureAlone() throws Exception {
        MockEndpoint kafka = start();
        kafka.whenExchangeReceived(1, exchange -> {
            throw new IllegalStateException("the sink is full");
        });
        drop("a.pcapng", Sample.bytes());
        report("a.pcapng");
        drop("b.pcapng", Sample.bytes());
        awaitFile(".done/b.pcapng");
        assertThat(batchSizes(kafka)).containsExactly(Sample.FLOWS, Sample.FLOWS);
    }

    @Test
    void aBrokerThatIsAwayForAWhileGetsTheBatchAgain() throws Exception {
        MockEndpoint kafka =
                start("flowjay.batch-size", "10", "flowjay.redeliveries", "3", "flowjay.redelivery-delay", "1ms");
        for (int attempt = 2; attempt <= 4; attempt++) {
            kafka.whenExchangeReceived(attempt, exchange -> {
                throw new org.apache.kafka.common.errors.TimeoutException("10 record(s) expired");
            });
        }
        drop("a.pcapng", Sample.bytes());
        awaitFile(".done/a.pcapng");
        assertThat(batchSizes(kafka)).containsExactly(10, 10, 10, 10, 10, 10, 8);
        assertThat(messages(kafka).stream()
                        .map(message -> id(message, "record_id"))
                        .distinct())
                .hasSize(Sample.FLOWS);
    }

    @Test
    void aBrokerThatStaysAwayLeavesTheCaptureInTheInboxUntilItIsBack() throws Exception {
        MockEndpoint kafka =
                start("flowjay.redeliveries", "2", "flowjay.redelivery-delay", "1ms", "flowjay.first-wait", "100ms");
        WaitingCaptures waiting = context.getRegistry().lookupByNameAndType("flowjayWaiting", WaitingCaptures.class);
        CountDownLatch away = new CountDownLatch(7);
        kafka.whenAnyExchangeReceived(exchange -> {
            if (away.getCount() > 0) {
                away.countDown();
                throw new org.apache.kafka.common.errors.TimeoutException("38 record(s) expired");
            }
        });
        drop("a.pcapng", Sample.bytes());
        await().until(() -> waiting.size() == 1);
        assertThat(waiting.trouble())
                .hasValueSatisfying(reason -> assertThat(reason).contains("38 record(s) expired"));
        assertThat(files()).containsExactly("a.pcapng");
        awaitFile(".done/a.pcapng");
        assertThat(kafka.getReceivedCounter()).isEqualTo(8);
        assertThat(waiting.size()).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"IllegalStateException, .failed", "TimeoutException, .done"})
    @DisplayName(
            "a sink that fails once at record n of 50, for every n: never done without all, and tried again if that may help")
    void aFailureAtAnyRecordIsNeverTakenForDone(String error, String end) throws Exception {
        MockEndpoint kafka = start(
                "flowjay.batch-size",
                "1",
                "flowjay.redeliveries",
                "0",
                "flowjay.first-wait",
                "1ms",
                "flowjay.threads",
                "1");
        AtomicInteger sent = new AtomicInteger();
        AtomicInteger failing = new AtomicInteger();
        List<String> ids = Collections.synchronizedList(new ArrayList<>());
        kafka.whenAnyExchangeReceived(exchange -> {
            if (sent.incrementAndGet() == failing.get()) {
                throw error.equals("TimeoutException")
                        ? new org.apache.kafka.common.errors.TimeoutException("expired")
                        : new IllegalStateException("refused");
            }
            ids.add(id(batch(exchange).get(0), "record_id"));
        });
        for (int n = 1; n <= 50; n++) {
            sent.set(0);
            failing.set(n);
            ids.clear();
            String name = n + ".pcap";
            drop(name, FIFTY_FLOWS);
            awaitFile(end + "/" + name);
            if (end.equals(".done")) {
                assertThat(new HashSet<>(ids)).as("record %d", n).hasSize(50);
                assertThat(ids).hasSize(50 + n - 1);
            } else {
                assertThat(report(name).get("records_acknowledged").intValue()).isEqualTo(n - 1);
                assertThat(ids).hasSize(n - 1);
            }
        }
        assertThat(files()).allMatch(name -> name.startsWith(end + "/"));
        kafka.reset();
    }

    @Test
    void aForcedEndInTheMiddleOfACaptureLeavesItInTheInboxAndNothingElse() throws Exception {
        MockEndpoint kafka = start("flowjay.batch-size", "10");
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        kafka.whenAnyExchangeReceived(exchange -> {
            begun.countDown();
            end.await();
        });
        CaptureArchive archive = context.getRegistry().lookupByNameAndType("flowjayArchive", CaptureArchive.class);
        context.getShutdownStrategy().setTimeout(1);
        drop("a.pcapng", Sample.bytes());
        begun.await();
        Thread stopping = new Thread(context::stop);
        stopping.start();
        await().until(() -> context.getShutdownStrategy().isTimeoutOccurred());
        end.countDown();
        stopping.join();
        await().until(() -> archive.getAbandoned() == 1);
        assertThat(files()).containsExactly("a.pcapng");
    }
}
