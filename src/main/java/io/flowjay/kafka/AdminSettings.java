package io.flowjay.kafka;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.MetadataRecoveryStrategy;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Settings of Kafka's admin client that reaches the brokers as another client does. */
public final class AdminSettings {
    private AdminSettings() {}

    /**
     * The settings.
     *
     * @param client settings of a producer or consumer: where the brokers are, security
     * @param limit how long a call may take
     */
    public static Map<String, Object> of(Map<String, ?> client, Duration limit) {
        Map<String, Object> config = ClientDefaults.over(client);
        config.keySet().retainAll(AdminClientConfig.configNames());
        // Without brokers a client that may bootstrap again does so all the time, and logs it. An admin client is made
        // anew instead.
        config.put(AdminClientConfig.METADATA_RECOVERY_STRATEGY_CONFIG, MetadataRecoveryStrategy.NONE.name);
        int millis = (int) Math.max(1, Math.min(Integer.MAX_VALUE, limit.toMillis()));
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
        Object request = config.getOrDefault(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.min(millis, Integer.parseInt(request.toString())));
        return config;
    }
}
