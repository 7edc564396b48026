package io.flowjay.camel.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.camel.ShippedRoute;
import io.flowjay.testing.Sample;
import io.flowjay.testing.TestBroker;
import java.util.UUID;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the service says of itself. */
@ExtendWith(TestBroker.class)
class DeliveryHealthTest extends ShippedRoute {
    @Test
    void itIsReadyWhileABrokerAnswers() throws Exception {
        load("flowjay.brokers", TestBroker.brokers(), "flowjay.topic", "health-" + UUID.randomUUID());
        context.start();
        assertThat(readiness().getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(readiness().getDetails()).containsEntry("records.dead.topic", 0L);
    }

    @Test
    void itIsAliveButNotReadyWhileNoBrokerAnswers() throws Exception {
        load("flowjay.brokers", "127.0.0.1:1");
        context.start();
        assertThat(readiness().getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(readiness().getMessage()).hasValueSatisfying(text -> assertThat(text)
                .isEqualTo(
                        "records cannot be delivered: 127.0.0.1:1: connection refused; check that the broker runs and"
                                + " that port and firewall let this host in"));
        assertThat(HealthCheckHelper.invokeLiveness(context))
                .noneMatch(result -> result.getCheck().getId().equals("flowjay-delivery"));
    }

    @Test
    void itIsNotReadyDuringAnOutage() throws Exception {
        start("flowjay.brokers", TestBroker.brokers(), "flowjay.redeliveries", "0", "flowjay.first-wait", "60s")
                .whenAnyExchangeReceived(exchange -> {
                    throw new org.apache.kafka.common.errors.NotEnoughReplicasException("1 of 2");
                });
        drop("a.pcapng", Sample.bytes());
        Awaitility.await().until(() -> readiness().getState() == HealthCheck.State.DOWN);
        assertThat(readiness().getMessage()).hasValueSatisfying(text -> assertThat(text)
                .startsWith("records cannot be delivered: ")
                .contains("1 of 2"));
        assertThat(files()).containsExactly("a.pcapng");
    }

    private HealthCheck.Result readiness() {
        return HealthCheckRegistry.get(context)
                .getCheck("flowjay-delivery")
                .orElseThrow()
                .call();
    }
}
