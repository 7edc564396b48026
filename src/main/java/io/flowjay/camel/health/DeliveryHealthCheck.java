package io.flowjay.camel.health;

import io.flowjay.camel.delivery.FlowDelivery;
import io.flowjay.camel.delivery.TransactionalDeliveries;
import io.flowjay.camel.inbox.WaitingCaptures;
import io.flowjay.kafka.AdminSettings;
import io.flowjay.kafka.KafkaFutures;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.component.kafka.KafkaConfiguration;
import org.apache.camel.component.kafka.KafkaEndpoint;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Ready while records can be delivered: a broker answers, and no capture waits because of Kafka. Not a liveness check, since a restart
 * does not help.
 */
final class DeliveryHealthCheck extends AbstractHealthCheck implements AutoCloseable {
    private static final Duration ANSWER = Duration.ofSeconds(3);

    private final FlowDelivery delivery;
    private final WaitingCaptures waiting;
    private @Nullable Admin admin;

    DeliveryHealthCheck(FlowDelivery delivery, WaitingCaptures waiting) {
        super(HealthChecks.GROUP, "flowjay-delivery");
        this.delivery = delivery;
        this.waiting = waiting;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        builder.detail("captures.waiting", waiting.inTrouble());
        builder.detail(
                "records.dead.topic", delivery.getKafkaClients().letters().inTopic());
        builder.detail(
                "records.dead.files", delivery.getKafkaClients().letters().inFiles());
        builder.detail("ledger.records.skipped", delivery.ledgerRecordsSkipped());
        Optional<String> reason = waiting.trouble();
        if (reason.isPresent()) {
            builder.message(waiting.inTrouble() + " captures wait: " + reason.get())
                    .down();
            return;
        }
        if (!getCamelContext().isStarted()) {
            builder.message("the routes have not started").down();
        } else if (delivery.sink() instanceof KafkaEndpoint kafka) {
            checkBroker(kafka.getConfiguration(), builder);
        } else {
            // Another sink replaces Kafka's.
            builder.up();
        }
    }

    private void checkBroker(KafkaConfiguration endpoint, HealthCheckResultBuilder builder) {
        try {
            KafkaFutures.get(admin(endpoint).describeCluster().nodes());
            builder.up();
        } catch (KafkaException e) {
            builder.message("no broker answers: " + e.getMessage()).down();
        }
    }

    private synchronized Admin admin(KafkaConfiguration endpoint) {
        Admin open = admin;
        if (open == null) {
            open = Admin.create(AdminSettings.of(TransactionalDeliveries.producer(endpoint), ANSWER));
            admin = open;
        }
        return open;
    }

    @Override
    public synchronized void close() {
        Admin open = admin;
        admin = null;
        if (open != null) {
            open.close(Duration.ZERO);
        }
    }
}
