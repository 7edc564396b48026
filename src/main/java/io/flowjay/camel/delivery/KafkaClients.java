package io.flowjay.camel.delivery;

import io.flowjay.camel.ContextSettings;
import io.flowjay.delivery.DeadFiles;
import io.flowjay.delivery.DeadLetterProducer;
import io.flowjay.delivery.DeadLetters;
import io.flowjay.kafka.TopicReadiness;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.component.kafka.DefaultKafkaClientFactory;
import org.apache.kafka.clients.producer.Producer;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Makes the producers of Camel's Kafka component so that a record which its topic refuses for good becomes a dead letter instead of a
 * failure of its batch, and so that nothing is sent to a topic before it can take records.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public class KafkaClients extends DefaultKafkaClientFactory {
    private Settings settings = Settings.DEFAULT;
    private @Nullable DeadLetters letters;

    @Override
    public Producer<Object, Object> getProducer(Properties properties) {
        Map<String, Object> config = new HashMap<>();
        properties.forEach((name, value) -> config.put(String.valueOf(name), value));
        return new DeadLetterProducer<>(config, readiness(config), letters());
    }

    /** Where refused records go, the same for all clients made here. */
    @API(status = API.Status.INTERNAL)
    public synchronized DeadLetters letters() {
        DeadLetters known = letters;
        if (known == null) {
            known = new DeadLetters(
                    settings.get(SettingCatalog.DEAD_LETTER_TOPIC),
                    DeadFiles.in(Path.of(settings.get(SettingCatalog.CAPTURES))));
            letters = known;
        }
        return known;
    }

    /** Checks that topics can take records, as a client with the given configuration. */
    TopicReadiness readiness(Map<String, Object> client) {
        return new TopicReadiness(client, settings.get(SettingCatalog.CREATE_TOPICS));
    }

    /** The settings of the context. */
    public void setSettings(ContextSettings value) {
        settings = value.settings();
    }
}
