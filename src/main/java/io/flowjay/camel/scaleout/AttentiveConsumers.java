package io.flowjay.camel.scaleout;

import io.flowjay.kafka.ClientDefaults;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.component.kafka.DefaultKafkaClientFactory;
import org.apache.kafka.clients.consumer.Consumer;
import org.apiguardian.api.API;

/**
 * Makes the consumers of Camel's Kafka component so that they stay in their group however long a route works on a record. Kafka takes
 * a consumer that does not poll within {@code max.poll.interval.ms} for dead, and a rebalance waits for it to poll; so while the
 * route works, the consumer is polled with its partitions paused, which gives no records. When there is nothing to do the lag of the
 * group is 0, after transactions too.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public class AttentiveConsumers extends DefaultKafkaClientFactory {
    @Override
    @SuppressWarnings("unchecked")
    public Consumer<Object, Object> getConsumer(Properties properties) {
        Properties complete = new Properties();
        Map<String, Object> settings = new HashMap<>();
        properties.forEach((name, value) -> settings.put(String.valueOf(name), value));
        complete.putAll(ClientDefaults.over(settings));
        // Whoever offers captures makes the topic, if anybody does.
        complete.put("allow.auto.create.topics", "false");
        Consumer<Object, Object> consumer = super.getConsumer(complete);
        return (Consumer<Object, Object>) Proxy.newProxyInstance(
                AttentiveConsumers.class.getClassLoader(),
                new Class<?>[] {Consumer.class},
                new AttentiveConsumer(consumer));
    }
}
