package io.flowjay.camel;

import io.flowjay.delivery.DeadFiles;
import io.flowjay.delivery.DeadLetterProducer;
import io.flowjay.delivery.DeadLetters;
import io.flowjay.kafka.TopicReadiness;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.component.kafka.DefaultKafkaClientFactory;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/**
 * Makes the producers of Camel's Kafka component so that a record which its topic refuses for good becomes a dead letter instead of a
 * failure of its batch, and so that nothing is sent to a topic before it can take records.
 */
public class KafkaClients extends DefaultKafkaClientFactory {
    private String deadLetterTopic = "";
    private String inbox = ".";
    private boolean createTopics = true;
    private @Nullable DeadLetters letters;

    @Override
    public Producer<Object, Object> getProducer(Properties properties) {
        Map<String, Object> config = new HashMap<>();
        properties.forEach((name, value) -> config.put(String.valueOf(name), value));
        return new DeadLetterProducer<>(config, readiness(config), letters());
    }

    /** Where refused records go, the same for all clients made here. */
    public synchronized DeadLetters letters() {
        DeadLetters known = letters;
        if (known == null) {
            known = new DeadLetters(deadLetterTopic, DeadFiles.in(Path.of(inbox)));
            letters = known;
        }
        return known;
    }

    /** What sees that topics can take records, as a client of the given settings. */
    TopicReadiness readiness(Map<String, Object> client) {
        return new TopicReadiness(client, createTopics);
    }

    /** Topic of refused records; empty for the record's own with {@code .dlq}. */
    public String getDeadLetterTopic() {
        return deadLetterTopic;
    }

    public void setDeadLetterTopic(String value) {
        deadLetterTopic = value;
    }

    /** Directory of the captures; records that the brokers take nowhere are in its subdirectory {@code .dead}. */
    public String getInbox() {
        return inbox;
    }

    public void setInbox(String value) {
        inbox = value;
    }

    /** Whether topics are made that are not there. */
    public boolean isCreateTopics() {
        return createTopics;
    }

    public void setCreateTopics(boolean value) {
        createTopics = value;
    }
}
