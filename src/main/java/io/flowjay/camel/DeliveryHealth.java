package io.flowjay.camel;

import io.flowjay.kafka.AdminSettings;
import io.flowjay.kafka.KafkaFutures;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Says whether records can be delivered now: a readiness check of Camel, named {@value #ID}. It is down while no broker answers and
 * while captures wait because of Kafka. The service is alive all the same, so it is no liveness check.
 */
public class DeliveryHealth extends AbstractHealthCheck implements AutoCloseable {
    /** The check's id. */
    public static final String ID = "flowjay-delivery";

    private static final Duration ANSWER = Duration.ofSeconds(3);

    private FlowDelivery delivery = new FlowDelivery();
    private WaitingCaptures waiting = new WaitingCaptures();
    private @Nullable Admin admin;

    public DeliveryHealth() {
        super("flowjay", ID);
    }

    /** Makes the check known to the Camel context, if that has health checks. */
    public void init() {
        HealthCheckRegistry registry = HealthCheckRegistry.get(getCamelContext());
        if (registry != null) {
            registry.register(this);
        }
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
        Optional<String> reason = waiting.trouble();
        if (reason.isPresent()) {
            builder.message(waiting.inTrouble() + " captures wait: " + reason.get())
                    .down();
            return;
        }
        try {
            KafkaFutures.get(admin().describeCluster().nodes());
            builder.up();
        } catch (KafkaException e) {
            builder.message("no broker answers: " + e.getMessage()).down();
        }
    }

    private synchronized Admin admin() {
        Admin open = admin;
        if (open == null) {
            open = Admin.create(AdminSettings.of(delivery.producerSettings(), ANSWER));
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

    /** The delivery that is looked at. */
    public FlowDelivery getDelivery() {
        return delivery;
    }

    public void setDelivery(FlowDelivery value) {
        delivery = value;
    }

    /** The captures that wait. */
    public WaitingCaptures getWaiting() {
        return waiting;
    }

    public void setWaiting(WaitingCaptures value) {
        waiting = value;
    }
}
