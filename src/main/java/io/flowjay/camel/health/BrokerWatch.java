package io.flowjay.camel.health;

import io.flowjay.camel.Backoff;
import io.flowjay.kafka.AdminSettings;
import io.flowjay.kafka.BrokerDiagnosis;
import io.flowjay.kafka.KafkaFutures;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Whether the brokers answer. Many may ask: an answer holds for some seconds, and while no broker answers the waits between two
 * attempts double. An attempt then begins with plain sockets, and a client of Kafka, which would go on connecting and logging, is open
 * only while the brokers answer. Thread-safe.
 */
final class BrokerWatch implements AutoCloseable {
    private static final Duration ANSWER = Duration.ofSeconds(3);
    private static final Duration GOOD_FOR = Duration.ofSeconds(5);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final Function<Map<String, Object>, BrokerDiagnosis> diagnoses;
    private final LongSupplier nanos;
    private @Nullable Admin admin;
    private Optional<String> problem = Optional.empty();
    private int failures;
    private long nextLook;

    /**
     * Nothing is known yet.
     *
     * @param diagnoses find what is wrong for a client with given settings
     */
    BrokerWatch(Function<Map<String, Object>, BrokerDiagnosis> diagnoses, LongSupplier nanos) {
        this.diagnoses = diagnoses;
        this.nanos = nanos;
        nextLook = nanos.getAsLong();
    }

    /**
     * What is wrong, in one line; empty when the brokers answer.
     *
     * @param client settings of a client: where the brokers are, security
     */
    synchronized Optional<String> problem(Map<String, Object> client) {
        if (nanos.getAsLong() - nextLook >= 0) {
            problem = look(client);
            Duration holds = GOOD_FOR;
            if (problem.isPresent()) {
                close();
                holds = Backoff.of(failures, FIRST_WAIT, LONGEST_WAIT);
                failures++;
            } else {
                failures = 0;
            }
            nextLook = nanos.getAsLong() + holds.toNanos();
        }
        return problem;
    }

    private Optional<String> look(Map<String, Object> client) {
        BrokerDiagnosis diagnosis = diagnoses.apply(client);
        Optional<String> unreachable = admin == null ? diagnosis.unreachable() : Optional.empty();
        if (unreachable.isPresent()) {
            return unreachable;
        }
        try {
            KafkaFutures.get(admin(client).describeCluster().nodes());
            return Optional.empty();
        } catch (KafkaException e) {
            return Optional.of(diagnosis.problem().orElseGet(() -> String.valueOf(e.getMessage())));
        }
    }

    private Admin admin(Map<String, Object> client) {
        Admin open = admin;
        if (open == null) {
            open = Admin.create(AdminSettings.of(client, ANSWER));
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
