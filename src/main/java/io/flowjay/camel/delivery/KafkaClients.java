package io.flowjay.camel.delivery;

import io.flowjay.camel.CaptureActivity;
import io.flowjay.camel.ContextMessages;
import io.flowjay.camel.ContextSettings;
import io.flowjay.camel.Outage;
import io.flowjay.delivery.DeadFiles;
import io.flowjay.delivery.DeadLetterProducer;
import io.flowjay.delivery.DeadLetters;
import io.flowjay.delivery.DeliveryNeeds;
import io.flowjay.delivery.KafkaErrors;
import io.flowjay.kafka.BrokerDiagnosis;
import io.flowjay.kafka.ClientDefaults;
import io.flowjay.kafka.TopicReadiness;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.component.kafka.DefaultKafkaClientFactory;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.header.Header;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Makes the producers of Camel's Kafka component so that a record which its topic refuses for good becomes a dead letter instead of a
 * failure of its batch, and so that nothing is sent to a topic before it can take records. An attempt that fails is an {@link Outage} of
 * the context, and the metrics of the clients are in the context's meter registry.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public class KafkaClients extends DefaultKafkaClientFactory implements CamelContextAware {
    private Settings settings = Settings.DEFAULT;
    private @Nullable CamelContext camelContext;
    private @Nullable DeadLetters letters;

    @Override
    public Producer<Object, Object> getProducer(Properties properties) {
        Map<String, Object> config = new HashMap<>();
        properties.forEach((name, value) -> config.put(String.valueOf(name), value));
        Map<String, Object> complete = configure(config);
        List<Header> headers = camelContext == null || !ContextMessages.areUsed(camelContext)
                ? List.of()
                : ContextMessages.of(camelContext).headers();
        return new DeadLetterProducer<>(complete, readiness(complete), letters(), headers);
    }

    /** The settings of a client with FlowJay's defaults. */
    @API(status = API.Status.INTERNAL)
    public Map<String, Object> configure(Map<String, Object> client) {
        Map<String, Object> config = ClientDefaults.over(client);
        MeterRegistry meters = camelContext == null ? null : CaptureActivity.meters(camelContext);
        return meters == null ? config : ClientMeters.over(config, meters);
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
        boolean create = settings.get(SettingCatalog.CREATE_TOPICS);
        if (camelContext == null) {
            return new TopicReadiness(client, create);
        }
        Outage outage = Outage.of(camelContext);
        outage.setDiagnosis(() -> diagnosis(client).problem());
        return new TopicReadiness(client, create, error -> {
            if (!KafkaErrors.isInterruption(error)) {
                outage.failed(KafkaErrors.text(error));
            }
        });
    }

    /** Looks for what keeps a client with the given configuration from delivering. */
    @API(status = API.Status.INTERNAL)
    public BrokerDiagnosis diagnosis(Map<String, Object> client) {
        DeliveryNeeds needs = new DeliveryNeeds(settings);
        return new BrokerDiagnosis(client, needs.topics(), needs.transactionalIds());
    }

    /** The settings of the context. */
    public void setSettings(ContextSettings value) {
        settings = value.settings();
    }

    @Override
    public @Nullable CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(@Nullable CamelContext context) {
        camelContext = context;
    }
}
