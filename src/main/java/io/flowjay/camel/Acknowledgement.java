package io.flowjay.camel;

import io.flowjay.delivery.DeadLetterProducer;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apiguardian.api.API;

/**
 * The step after the one that delivers records: notes that the records in the body, one or a batch, have arrived, or have become dead
 * letters. Which ones these are is in the exchange property {@link #DEAD_LETTERS}, or else in what Camel's Kafka component puts into
 * each message's headers.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public class Acknowledgement implements Processor {
    /** Exchange property: indexes in the batch of the records that became dead letters (a set of integers). */
    public static final String DEAD_LETTERS = "CamelFlowjayDeadLetters";

    /** Current and earlier name of the header with Kafka's metadata of a record. */
    private static final List<String> METADATA = List.of("CamelKafkaRecordMeta", "kafka.RECORD_META");

    @Override
    public void process(Exchange exchange) {
        CaptureRecords records = exchange.getProperty(CaptureRecords.PROPERTY, CaptureRecords.class);
        Object body = exchange.getMessage().getBody();
        Collection<?> batch = body instanceof Collection<?> many ? many : List.of(exchange.getMessage());
        if (records != null) {
            records.acknowledge(batch.size(), deadLetters(exchange, batch));
        }
        if (!batch.isEmpty()) {
            Outage outage = Outage.find(exchange.getContext());
            if (outage != null) {
                outage.ended();
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static Set<Integer> deadLetters(Exchange exchange, Collection<?> batch) {
        Set<Integer> known = exchange.getProperty(DEAD_LETTERS, Set.class);
        if (known != null) {
            return known;
        }
        Set<Integer> dead = new HashSet<>();
        int place = 0;
        for (Object item : batch) {
            if (item instanceof Message message && isDead(message)) {
                dead.add(place);
            }
            place++;
        }
        return dead;
    }

    private static boolean isDead(Message message) {
        for (String name : METADATA) {
            if (message.getHeader(name) instanceof List<?> outcomes
                    && outcomes.stream()
                            .anyMatch(outcome -> outcome instanceof RecordMetadata metadata
                                    && DeadLetterProducer.isDead(metadata))) {
                return true;
            }
        }
        return false;
    }
}
