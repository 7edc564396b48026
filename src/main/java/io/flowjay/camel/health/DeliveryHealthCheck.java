package io.flowjay.camel.health;

import io.flowjay.camel.Outage;
import io.flowjay.camel.delivery.FlowDelivery;
import io.flowjay.camel.delivery.TransactionalDeliveries;
import io.flowjay.camel.inbox.WaitingCaptures;
import io.flowjay.delivery.DeadLetters;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.component.kafka.KafkaEndpoint;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.jspecify.annotations.Nullable;

/**
 * Ready while records can be delivered: without an {@link Outage}, without a capture in trouble of its own, with brokers that answer and,
 * where records need it, a schema registry that knows their schema. The message says what is wrong, with the address. Not a liveness check, since a restart does not help.
 */
final class DeliveryHealthCheck extends AbstractHealthCheck implements AutoCloseable {
    private final FlowDelivery delivery;
    private final WaitingCaptures waiting;
    private final BrokerWatch brokers;
    private final @Nullable RegistryWatch registry;

    /** @param registry null if no schema registry is needed */
    DeliveryHealthCheck(FlowDelivery delivery, WaitingCaptures waiting, @Nullable RegistryWatch registry) {
        super(HealthChecks.GROUP, "flowjay-delivery");
        this.delivery = delivery;
        this.waiting = waiting;
        this.registry = registry;
        brokers = new BrokerWatch(delivery.getKafkaClients()::diagnosis, System::nanoTime);
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        DeadLetters letters = delivery.getKafkaClients().letters();
        builder.detail("captures.waiting", waiting.size());
        builder.detail("records.dead.topic", letters.inTopic());
        builder.detail("records.dead.files", letters.inFiles());
        builder.detail("ledger.records.skipped", delivery.ledgerRecordsSkipped());
        letters.trouble().ifPresent(trouble -> builder.detail("dead.letters", trouble));
        Optional<String> problem = problem();
        if (problem.isPresent()) {
            builder.message(problem.get()).down();
        } else {
            letters.trouble().ifPresent(builder::message);
            builder.up();
        }
    }

    private Optional<String> problem() {
        CamelContext context = Objects.requireNonNull(getCamelContext(), "no Camel context");
        Optional<String> outage = Outage.of(context).reason();
        if (outage.isPresent()) {
            return Optional.of("records cannot be delivered: " + outage.get());
        }
        Optional<String> trouble = waiting.trouble();
        if (trouble.isPresent()) {
            return Optional.of(waiting.inTrouble() + " captures wait: " + trouble.get());
        }
        if (!context.isStarted()) {
            return Optional.of("the routes have not started");
        }
        Optional<String> noSchema = registry == null ? Optional.empty() : registry.problem();
        if (noSchema.isPresent()) {
            return Optional.of("records cannot be delivered: " + noSchema.get());
        }
        // Another sink may replace Kafka's.
        return delivery.sink() instanceof KafkaEndpoint kafka
                ? brokers.problem(TransactionalDeliveries.producer(kafka.getConfiguration()))
                        .map(reason -> "records cannot be delivered: " + reason)
                : Optional.empty();
    }

    @Override
    public void close() {
        brokers.close();
    }
}
