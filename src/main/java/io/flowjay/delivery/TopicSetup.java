package io.flowjay.delivery;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes topics that a delivery needs besides the one of records. */
final class TopicSetup {
    private TopicSetup() {}

    /**
     * Makes a topic unless there is one, with the cluster's own number of partitions and replicas.
     *
     * @param settings settings that differ from the cluster's
     * @throws KafkaException when that fails
     */
    static void create(Admin admin, String topic, Map<String, String> settings) {
        try {
            KafkaFutures.get(admin.createTopics(
                            List.of(new NewTopic(topic, Optional.empty(), Optional.empty()).configs(settings)))
                    .all());
        } catch (TopicExistsException e) {
            // Made before, perhaps by another worker just now.
            return;
        }
    }
}
