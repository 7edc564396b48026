package io.flowjay.camel.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowjay.camel.Outage;
import io.flowjay.camel.ShippedRoute;
import io.flowjay.cli.broker.SecureBroker;
import io.flowjay.testing.Sample;
import io.flowjay.testing.Topics;
import io.flowjay.testing.Traffic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.component.kafka.KafkaConfiguration;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclOperation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped route with a real broker that refuses it: what waits, what readiness says, and that nothing is lost. */
@Tag("kill")
class OutageRouteTest extends ShippedRoute {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final String PASSWORD = "correct-horse-battery";

    @TempDir
    static Path brokerDirectory;

    private static SecureBroker broker;

    private final String topic = "refused-" + UUID.randomUUID();

    @BeforeAll
    static void startBroker() throws Exception {
        broker = SecureBroker.start(brokerDirectory, PASSWORD, "staple-of-the-store");
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void aRightThatIsTakenAwayWhileItRunsIsAnOutageAndNoRecordIsADeadLetter(String delivery) throws Exception {
        Topics.create(broker.plainServers(), topic, 1);
        startSecurely(PASSWORD, "flowjay.delivery", delivery);
        drop("a.pcapng", Sample.bytes());
        awaitFile(".done/a.pcapng", LIMIT);
        assertThat(readiness().getState()).isEqualTo(HealthCheck.State.UP);
        broker.deny(topic, AclOperation.WRITE);
        drop("b.pcap", Traffic.flows(50, 1));
        awaitReason("topic " + topic + " (records): no right to write it; allow WRITE for the user on the topic");
        await().atMost(LIMIT).until(() -> files().equals(List.of(".done/a.pcapng", "b.pcap")));
        broker.allow(topic, AclOperation.WRITE);
        awaitFile(".done/b.pcap", LIMIT);
        assertThat(Topics.recordIds(broker.plainServers(), topic).stream().distinct())
                .hasSize(Sample.FLOWS + 50);
        await().atMost(LIMIT).until(() -> readiness().getState() == HealthCheck.State.UP);
        assertThat(files()).containsExactly(".done/a.pcapng", ".done/b.pcap");
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void aPasswordThatIsWrongUntilItIsChangedAtTheBrokerIsAnOutage(String delivery) throws Exception {
        startSecurely("the-new-one", "flowjay.delivery", delivery);
        drop("a.pcapng", Sample.bytes());
        drop("b.pcap", Traffic.flows(50, 1));
        awaitReason(broker.bootstrapServers() + ": Authentication failed");
        // Between two tries, during which there is a note of the capture.
        await().atMost(LIMIT).until(() -> files().equals(List.of("a.pcapng", "b.pcap")));
        try {
            broker.rotate("the-new-one");
            awaitFile(".done/a.pcapng", LIMIT);
            awaitFile(".done/b.pcap", LIMIT);
            assertThat(Topics.recordIds(broker.plainServers(), topic)).hasSize(Sample.FLOWS + 50);
        } finally {
            broker.rotate(PASSWORD);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void aNameThatDoesNotResolveIsAnOutage(String delivery) throws Exception {
        run(SecureBroker.LOST_NAME + ":9092", "flowjay.delivery", delivery);
        drop("a.pcapng", Sample.bytes());
        awaitReason(SecureBroker.LOST_NAME + ":9092: the name does not resolve; ");
        await().atMost(LIMIT).until(() -> !Outage.of(context).allowsTry());
        await().atMost(LIMIT).until(() -> files().equals(List.of("a.pcapng")));
    }

    @Test
    void aSettingThatTheProducerRefusesIsAnOutage() throws Exception {
        kafka().setMaxInFlightRequest(50);
        run(broker.plainServers());
        drop("a.pcapng", Sample.bytes());
        awaitReason("max.in.flight.requests.per.connection");
        await().atMost(LIMIT).until(() -> files().equals(List.of("a.pcapng")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void aTopicOfDeadLettersThatIsMissingAndMayNotBeMadeIsKnownOnceAndThenFilesAreWrittenAtOnce(String delivery)
            throws Exception {
        Topics.create(broker.plainServers(), topic, 3);
        Topics.create(broker.plainServers(), topic + "-ledger", 1, Map.of("cleanup.policy", "compact"));
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        context.getRegistry().bind("metricsRegistry", meters);
        run(
                broker.plainServers(),
                "flowjay.delivery",
                delivery,
                "flowjay.create-topics",
                "false",
                // Every record is larger, and no note of the ledger is.
                "flowjay.max-request-size",
                "900");
        long start = System.nanoTime();
        drop("a.pcap", Traffic.flows(5, 1));
        drop("b.pcap", Traffic.flows(5, 2));
        awaitFile(".done/a.pcap", LIMIT);
        awaitFile(".done/b.pcap", LIMIT);
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as("not a wait for each of 10 records")
                .isLessThan(Duration.ofSeconds(60));
        try (Stream<Path> files = Files.list(inbox.resolve(".dead"))) {
            assertThat(files).hasSize(10);
        }
        assertThat(readiness().getDetails().get("dead.letters"))
                .asString()
                .contains("because topic " + topic + ".dlq cannot be used: topic " + topic + ".dlq does not exist");
        assertThat(readiness().getState()).as("no record is lost").isEqualTo(HealthCheck.State.UP);
        assertThat(meters.get("flowjay.records.dead.lettered.files")
                        .functionCounter()
                        .count())
                .isEqualTo(10);
        assertThat(meters.get("flowjay.records.acknowledged").counter().count()).isZero();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.plainServers()))) {
            assertThat(admin.listTopics().names().get()).doesNotContain(topic + ".dlq");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void theMetricsOfKafkasClientsAreInTheRegistryWhileTheyAreOpen(String delivery) throws Exception {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        context.getRegistry().bind("metricsRegistry", meters);
        run(broker.plainServers(), "flowjay.delivery", delivery);
        drop("a.pcapng", Sample.bytes());
        awaitFile(".done/a.pcapng", LIMIT);
        if (delivery.equals("at-least-once")) {
            // Micrometer looks for new metrics once a minute.
            await().atMost(Duration.ofMinutes(3)).until(() -> names(meters)
                    .containsAll(List.of(
                            "kafka.producer.record.retry.total",
                            "kafka.producer.produce.throttle.time.avg",
                            "kafka.producer.buffer.available.bytes",
                            "kafka.producer.record.queue.time.avg")));
        } else {
            await().atMost(LIMIT)
                    .until(() -> names(meters).stream().anyMatch(name -> name.startsWith("kafka.consumer.")));
        }
        context.stop();
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(names(meters)).noneMatch(name -> name.startsWith("kafka.")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void aBootstrapHostThatDoesNotAnswerCostsLittle(String delivery) throws Exception {
        try (ServerSocket dead = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<Socket> fill = new ArrayList<>();
            // With its queue full the kernel drops further connections without a word, as a dead host does.
            for (int i = 0; i < 3; i++) {
                Socket socket = new Socket();
                fill.add(socket);
                try {
                    socket.connect(new InetSocketAddress(dead.getInetAddress(), dead.getLocalPort()), 300);
                } catch (java.net.SocketTimeoutException e) {
                    // Full.
                }
            }
            run("127.0.0.1:" + dead.getLocalPort() + "," + broker.plainServers(), "flowjay.delivery", delivery);
            long start = System.nanoTime();
            drop("a.pcapng", Sample.bytes());
            awaitFile(".done/a.pcapng", LIMIT);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("Kafka's own connection timeout is 10 s, for each client")
                    .isLessThan(Duration.ofSeconds(8));
            for (Socket socket : fill) {
                socket.close();
            }
        }
    }

    private static List<String> names(SimpleMeterRegistry meters) {
        return meters.getMeters().stream().map(meter -> meter.getId().getName()).toList();
    }

    private KafkaConfiguration kafka() {
        return context.getComponent("kafka", KafkaComponent.class).getConfiguration();
    }

    private void startSecurely(String password, String... settings) throws Exception {
        Map<String, String> client = broker.client(password);
        KafkaConfiguration kafka = kafka();
        kafka.setSecurityProtocol(client.get("security.protocol"));
        kafka.setSaslMechanism(client.get("sasl.mechanism"));
        kafka.setSaslJaasConfig(client.get("sasl.jaas.config"));
        kafka.setSslTruststoreLocation(client.get("ssl.truststore.location"));
        kafka.setSslTruststoreType(client.get("ssl.truststore.type"));
        kafka.setSslTruststorePassword(client.get("ssl.truststore.password"));
        run(broker.bootstrapServers(), settings);
    }

    private void run(String brokers, String... settings) throws Exception {
        load(Stream.concat(
                        Stream.of(
                                "flowjay.brokers",
                                brokers,
                                "flowjay.topic",
                                topic,
                                "flowjay.ledger-topic",
                                topic + "-ledger",
                                "flowjay.longest-wait",
                                "2s",
                                "flowjay.groups",
                                "flow_meta"),
                        Stream.of(settings))
                .toArray(String[]::new));
        context.start();
    }

    private void awaitReason(String text) {
        await().atMost(LIMIT).untilAsserted(() -> {
            assertThat(Outage.of(context).reason())
                    .hasValueSatisfying(reason -> assertThat(reason).contains(text));
            assertThat(readiness().getState()).isEqualTo(HealthCheck.State.DOWN);
            assertThat(readiness().getMessage())
                    .hasValueSatisfying(message -> assertThat(message).contains(text));
        });
    }

    private HealthCheck.Result readiness() {
        return HealthCheckRegistry.get(context)
                .getCheck("flowjay-delivery")
                .orElseThrow()
                .call();
    }
}
