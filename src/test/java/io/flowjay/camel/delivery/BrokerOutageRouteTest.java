package io.flowjay.camel.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowjay.camel.Outage;
import io.flowjay.camel.ShippedRoute;
import io.flowjay.camel.inbox.WaitingCaptures;
import io.flowjay.testing.Sample;
import io.flowjay.testing.TestCluster;
import io.flowjay.testing.Topics;
import io.flowjay.testing.Traffic;
import java.time.Duration;
import java.util.UUID;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.component.kafka.KafkaConfiguration;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the shipped route says of itself while every broker is dead, and after. */
@Tag("kill")
@ExtendWith(TestCluster.class)
class BrokerOutageRouteTest extends ShippedRoute {
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final String topic = "outage-" + UUID.randomUUID();

    @Test
    void itIsNotReadyUntilTheBrokersAreBackAndThenSendsWhatWaited() throws Exception {
        outage("exactly-once");
    }

    @Test
    void withAtLeastOnceTheSame() throws Exception {
        outage("at-least-once");
    }

    private void outage(String delivery) throws Exception {
        Topics.create(TestCluster.brokers(), topic, 3);
        KafkaConfiguration clients =
                context.getComponent("kafka", KafkaComponent.class).getConfiguration();
        clients.setRequestTimeoutMs(5_000);
        clients.setMaxBlockMs(6_000);
        load(
                "flowjay.brokers",
                TestCluster.brokers(),
                "flowjay.topic",
                topic,
                "flowjay.ledger-topic",
                topic + "-ledger",
                "flowjay.delivery",
                delivery,
                "flowjay.delivery-timeout-ms",
                "6000",
                "flowjay.redeliveries",
                "1",
                "flowjay.redelivery-delay",
                "500ms",
                "flowjay.attempts",
                "2",
                "flowjay.longest-wait",
                "2s");
        context.start();
        drop("before.pcapng", Sample.bytes());
        awaitFile(".done/before.pcapng", LIMIT);
        assertThat(readiness()).isEqualTo(HealthCheck.State.UP);
        for (int broker = 1; broker <= TestCluster.SIZE; broker++) {
            TestCluster.kill(broker);
        }
        drop("meanwhile.pcap", Traffic.flows(50, 1));
        await("not ready").atMost(LIMIT).until(() -> readiness() == HealthCheck.State.DOWN);
        WaitingCaptures waiting = context.getRegistry().lookupByNameAndType("flowjayWaiting", WaitingCaptures.class);
        await("the capture waits").atMost(LIMIT).until(() -> waiting.size() == 1);
        assertThat(Outage.of(context).reason())
                .hasValueSatisfying(reason -> assertThat(reason).contains("connection refused"));
        assertThat(inbox.resolve("meanwhile.pcap")).exists();
        assertThat(context.getRouteController().getRouteStatus("pcap-to-kafka").isStarted())
                .isTrue();
        TestCluster.restore();
        awaitFile(".done/meanwhile.pcap", LIMIT);
        await("ready").atMost(LIMIT).until(() -> readiness() == HealthCheck.State.UP);
        assertThat(Topics.recordIds(TestCluster.brokers(), topic).stream().distinct())
                .hasSize(Sample.FLOWS + 50);
    }

    private HealthCheck.State readiness() {
        return HealthCheckRegistry.get(context)
                .getCheck("flowjay-delivery")
                .orElseThrow()
                .call()
                .getState();
    }
}
