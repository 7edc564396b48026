package io.flowjay.camel.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.flowjay.camel.CaptureActivity;
import io.flowjay.camel.CaptureRecords;
import io.flowjay.camel.Outage;
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
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Message;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownServerException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    static final List<Arguments> FAULTS_OF_KAFKA = List.of(
            argumentSet("no broker", new org.apache.kafka.common.errors.TimeoutException("expired")),
            argumentSet(
                    "a name", new KafkaException("no producer", new ConfigException("No resolvable bootstrap urls"))),
            argumentSet("authentication", new SaslAuthenticationException("invalid credentials")),
            argumentSet("TLS", new SslAuthenticationException("handshake failed")),
            argumentSet("the right to the topic", new TopicAuthorizationException("flow-features")),
            argumentSet("the right to the cluster", new ClusterAuthorizationException("no")),
            argumentSet("the topic", new InvalidTopicException("a b")),
            argumentSet("a policy", new PolicyViolationException("no")),
            argumentSet("a setting", new ConfigException("acks", "2")),
            argumentSet("replicas", new NotEnoughReplicasException("1 of 2")),
            argumentSet("an error of the broker", new UnknownServerException("?")));

    @ParameterizedTest
    @FieldSource("FAULTS_OF_KAFKA")
    void whateverIsWrongWithKafkaPausesTheInboxAndNoCaptureFails(KafkaException fault) throws Exception {
        MockEndpoint kafka = start("flowjay.redeliveries", "0", "flowjay.first-wait", "500ms");
        CountDownLatch failing = new CountDownLatch(2);
        kafka.whenAnyExchangeReceived(exchange -> {
            if (failing.getCount() > 0) {
                failing.countDown();
                throw fault;
            }
        });
        drop("a.pcapng", Sample.bytes());
        await().until(() -> Outage.of(context).reason().isPresent());
        drop("b.pcap", FIFTY_FLOWS);
        awaitFile(".done/a.pcapng");
        awaitFile(".done/b.pcap");
        assertThat(files()).containsExactly(".done/a.pcapng", ".done/b.pcap");
        assertThat(Outage.of(context).reason()).isEmpty();
    }

    @Test
    void duringAnOutageOneCaptureIsTriedAndTheOthersAreLeftAlone() throws Exception {
        MockEndpoint kafka = start("flowjay.redeliveries", "0", "flowjay.first-wait", "60s");
        kafka.whenAnyExchangeReceived(exchange -> {
            throw new SaslAuthenticationException("invalid credentials");
        });
        for (int i = 0; i < 20; i++) {
            drop(i + ".pcap", FIFTY_FLOWS);
        }
        await().until(() -> Outage.of(context).reason().isPresent());
        WaitingCaptures waiting = context.getRegistry().lookupByNameAndType("flowjayWaiting", WaitingCaptures.class);
        await().until(() -> !Outage.of(context).allowsTry());
        for (int i = 0; i < 20; i++) {
            assertThat(waiting.isDue(inbox.resolve(i + ".pcap"))).isFalse();
        }
        assertThat(kafka.getReceivedCounter()).isOne();
        assertThat(files()).hasSize(20).noneMatch(name -> name.startsWith("."));
    }

    @Test
    @DisplayName("a capture that brings about its own outage does not keep the others from being delivered")
    void aPoisonedCapture() throws Exception {
        MockEndpoint kafka = start("flowjay.redeliveries", "0", "flowjay.first-wait", "1ms");
        kafka.whenAnyExchangeReceived(exchange -> {
            if ("poisoned.pcapng"
                    .equals(json(batch(exchange).get(0)).get("capture").textValue())) {
                throw new UnknownServerException("?");
            }
        });
        drop("poisoned.pcapng", Sample.bytes());
        for (int i = 0; i < 5; i++) {
            drop(i + ".pcap", FIFTY_FLOWS);
        }
        for (int i = 0; i < 5; i++) {
            awaitFile(".done/" + i + ".pcap");
        }
        assertThat(inbox.resolve("poisoned.pcapng")).exists();
        assertThat(inbox.resolve(".failed")).doesNotExist();
    }

    @ParameterizedTest(name = "batches of {0}, the sink fails at batch {1}: {2} records acknowledged, {3} read")
    @CsvSource({
        "1, 1, 0, 1",
        "1, 19, 18, 19",
        "1, 38, 37, 38",
        "10, 1, 0, 10",
        "10, 2, 10, 20",
        "10, 4, 30, 38",
        "1000, 1, 0, 38"
    })
    void aSinkThatFailsLeavesTheCaptureInTheInbox(int size, int failing, int acknowledged, int read) throws Exception {
        MockEndpoint kafka = start("flowjay.batch-size", String.valueOf(size), "flowjay.first-wait", "60s");
        AtomicReference<CaptureRecords> records = new AtomicReference<>();
        kafka.whenExchangeReceived(failing, exchange -> {
            records.set(exchange.getProperty(CaptureRecords.PROPERTY, CaptureRecords.class));
            throw new IllegalStateException("the sink is full");
        });
        drop("a.pcapng", Sample.bytes());
        WaitingCaptures waiting = context.getRegistry().lookupByNameAndType("flowjayWaiting", WaitingCaptures.class);
        await().until(() -> waiting.inTrouble() == 1);
        assertThat(waiting.trouble())
                .hasValueSatisfying(reason -> assertThat(reason).contains("the sink is full"));
        assertThat(files()).containsExactly("a.pcapng");
        assertThat(kafka.getReceivedCounter()).isEqualTo(failing);
        assertThat(records.get().recordsAcknowledged()).isEqualTo(acknowledged);
        assertThat(records.get().recordsRead()).isEqualTo(read);
    }

    @Test
    @DisplayName("after a failure the rest of the capture is not read")
    void readingStopsAtAFailure() throws Exception {
        MockEndpoint kafka = start("flowjay.batch-size", "1", "flowjay.threads", "1", "flowjay.first-wait", "60s");
        AtomicReference<CaptureRecords> records = new AtomicReference<>();
        kafka.whenExchangeReceived(1, exchange -> {
            records.set(exchange.getProperty(CaptureRecords.PROPERTY, CaptureRecords.class));
            throw new IllegalStateException("the sink is full");
        });
        drop("a.pcap", Traffic.udp(1000, Duration.ofSeconds(61)));
        WaitingCaptures waiting = context.getRegistry().lookupByNameAndType("flowjayWaiting", WaitingCaptures.class);
        await().until(() -> waiting.size() == 1);
        assertThat(records.get().counts().packetsRead()).isBetween(1L, 10L);
    }

    @Test
    void aFailureLeavesTheNextCaptureAlone() throws Exception {
        MockEndpoint kafka = start("flowjay.first-wait", "60s");
        kafka.whenExchangeReceived(1, exchange -> {
            throw new IllegalStateException("the sink is full");
        });
        drop("a.pcapng", Sample.bytes());
        WaitingCaptures waiting = context.getRegistry().lookupByNameAndType("flowjayWaiting", WaitingCaptures.class);
        await().until(() -> waiting.size() == 1);
        drop("b.pcapng", Sample.bytes());
        awaitFile(".done/b.pcapng");
        assertThat(batchSizes(kafka)).containsExactly(Sample.FLOWS, Sample.FLOWS);
        assertThat(files()).containsExactly(".done/b.pcapng", "a.pcapng");
    }

    @Test
    @DisplayName(
            "a waiting capture that somebody takes away, or another worker finishes, does not count as trouble any more")
    void theListOfWaitingCapturesFollowsTheDirectory() throws Exception {
        MockEndpoint kafka = start("flowjay.redeliveries", "0", "flowjay.first-wait", "60s");
        kafka.whenExchangeReceived(1, exchange -> {
            throw new IllegalStateException("the sink is full");
        });
        kafka.whenExchangeReceived(2, exchange -> {
            throw new NotEnoughReplicasException("1 of 2");
        });
        WaitingCaptures waiting = context.getRegistry().lookupByNameAndType("flowjayWaiting", WaitingCaptures.class);
        drop("a.pcapng", Sample.bytes());
        await().until(() -> waiting.inTrouble() == 1);
        drop("b.pcapng", Sample.bytes());
        await().until(() -> Outage.of(context).reason().isPresent() && waiting.size() == 2);
        Files.delete(inbox.resolve("a.pcapng"));
        await().until(() -> waiting.inTrouble() == 0);
        assertThat(Outage.of(context).allowsTry()).isFalse();
        Files.delete(inbox.resolve("b.pcapng"));
        await().until(() -> waiting.size() == 0);
        assertThat(Outage.of(context).reason()).isEmpty();
        drop("c.pcapng", Sample.bytes());
        awaitFile(".done/c.pcapng");
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
        assertThat(Outage.of(context).reason())
                .hasValueSatisfying(reason -> assertThat(reason).contains("38 record(s) expired"));
        assertThat(files()).containsExactly("a.pcapng");
        awaitFile(".done/a.pcapng");
        assertThat(kafka.getReceivedCounter()).isEqualTo(8);
        assertThat(waiting.size()).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"IllegalStateException", "TimeoutException"})
    @DisplayName("a sink that fails once at record n of 50, for every n: never done without all")
    void aFailureAtAnyRecordIsNeverTakenForDone(String error) throws Exception {
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
            awaitFile(".done/" + name);
            assertThat(new HashSet<>(ids)).as("record %d", n).hasSize(50);
            assertThat(ids).hasSize(50 + n - 1);
        }
        assertThat(files()).allMatch(name -> name.startsWith(".done/"));
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

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"RejectedExecutionException", "TimeoutException", "IllegalStateException"})
    @DisplayName(
            "a route that stops in the middle of a capture, as when it is loaded anew, leaves the capture to the next")
    void aRouteThatStopsInTheMiddle(String error) throws Exception {
        MockEndpoint kafka =
                start("flowjay.batch-size", "10", "flowjay.redeliveries", "0", "flowjay.first-wait", "60s");
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        kafka.whenExchangeReceived(2, exchange -> {
            begun.countDown();
            stopped.await();
            switch (error) {
                case "RejectedExecutionException" -> throw new RejectedExecutionException("the route is gone");
                case "TimeoutException" -> throw new org.apache.kafka.common.errors.TimeoutException("closed");
                default -> throw new IllegalStateException("closed");
            }
        });
        CaptureArchive archive = context.getRegistry().lookupByNameAndType("flowjayArchive", CaptureArchive.class);
        WaitingCaptures waiting = context.getRegistry().lookupByNameAndType("flowjayWaiting", WaitingCaptures.class);
        drop("a.pcapng", Sample.bytes());
        begun.await();
        context.getRouteController().stopRoute("pcap-to-kafka", 100, TimeUnit.MILLISECONDS, false);
        stopped.countDown();
        await().until(() -> CaptureActivity.find(context).names().isEmpty());
        assertThat(files()).containsExactly("a.pcapng");
        assertThat(waiting.size()).as("the next route takes it at once").isZero();
        assertThat(archive.getAbandoned()).as("the service goes on").isZero();
        context.getRouteController().startRoute("pcap-to-kafka");
        awaitFile(".done/a.pcapng");
        assertThat(files()).containsExactly(".done/a.pcapng");
    }
}
