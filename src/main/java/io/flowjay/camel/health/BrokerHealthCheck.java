package io.flowjay.camel.health;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.Endpoint;
import org.apache.camel.component.kafka.KafkaConfiguration;
import org.apache.camel.component.kafka.KafkaEndpoint;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Ready while the cluster that the context's Kafka endpoints send to answers. It asks with the endpoint's own settings, security
 * included. Camel's own check of a producer asks whether a connection is open, and a producer closes idle ones.
 */
final class BrokerHealthCheck extends AbstractHealthCheck implements AutoCloseable {
    private static final int ANSWER_MILLIS = 3_000;
    /** Probes come every few seconds; the cluster need not be asked by each. */
    private static final Duration KEPT = Duration.ofSeconds(2);

    private @Nullable Admin admin;
    private boolean closed;
    private long asked;
    private @Nullable String problem;

    BrokerHealthCheck() {
        super(HealthChecks.GROUP, "flowjay-broker");
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected synchronized void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        KafkaEndpoint endpoint = endpoint();
        if (endpoint == null || closed) {
            builder.up();
            return;
        }
        String brokers = endpoint.getConfiguration().getBrokers();
        builder.detail("brokers", brokers);
        long now = System.nanoTime();
        if (asked == 0 || now - asked > KEPT.toNanos()) {
            problem = ask(endpoint.getConfiguration());
            asked = System.nanoTime();
        }
        if (problem == null) {
            builder.up();
        } else {
            builder.message("no broker at " + brokers + " answers: " + problem).down();
        }
    }

    private @Nullable KafkaEndpoint endpoint() {
        for (Endpoint endpoint :
                Objects.requireNonNull(getCamelContext(), "no Camel context").getEndpoints()) {
            if (endpoint instanceof KafkaEndpoint kafka) {
                return kafka;
            }
        }
        return null;
    }

    private @Nullable String ask(KafkaConfiguration configuration) {
        try {
            Admin client = admin;
            if (client == null) {
                client = Admin.create(properties(configuration));
                admin = client;
            }
            client.describeCluster(new DescribeClusterOptions().timeoutMs(ANSWER_MILLIS))
                    .nodes()
                    .get(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
            return null;
        } catch (ExecutionException e) {
            return String.valueOf(e.getCause());
        } catch (TimeoutException e) {
            return "not within " + ANSWER_MILLIS + " ms";
        } catch (KafkaException e) {
            return String.valueOf(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    private static Map<String, Object> properties(KafkaConfiguration configuration) {
        Map<String, Object> properties = new HashMap<>();
        configuration.createProducerProperties().forEach((name, value) -> {
            if (AdminClientConfig.configNames().contains(String.valueOf(name))) {
                properties.put(String.valueOf(name), value);
            }
        });
        properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, configuration.getBrokers());
        properties.put(AdminClientConfig.CLIENT_ID_CONFIG, "flowjay-health");
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
        return properties;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (admin != null) {
            admin.close(Duration.ZERO);
            admin = null;
        }
    }
}
