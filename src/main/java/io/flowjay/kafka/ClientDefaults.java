package io.flowjay.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * Settings of Kafka's clients where nobody has set them: a broker host that does not answer costs a client a quarter of a
 * second, and a client without brokers tries, and logs, less and less often.
 *
 * <p>Kafka's own defaults are 10 s for a connection, and a second between two attempts
 * (<a href="https://kafka.apache.org/documentation/#configuration">Kafka's configuration</a>).
 */
public final class ClientDefaults {
    private static final String SETUP = CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG;
    private static final String SETUP_MAX = CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG;
    private static final String RECONNECT_MAX = CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG;
    /**
     * For TCP alone, doubled by each failure up to {@link #SETUP_MAX_MILLIS}, so that far brokers are reached too. A worker
     * starts several clients one after the other, and each may try a dead host first.
     */
    private static final int SETUP_MILLIS = 250;

    private static final int SETUP_MAX_MILLIS = 10_000;
    private static final int RECONNECT_MAX_MILLIS = 5_000;
    /** Camel's Kafka component always passes Kafka's defaults on, so they count as not set. */
    private static final Map<String, String> KAFKAS = Map.of(SETUP, "10000", SETUP_MAX, "30000", RECONNECT_MAX, "1000");

    private ClientDefaults() {}

    /** A client's settings with these defaults. */
    public static Map<String, Object> over(Map<String, ?> client) {
        Map<String, Object> config = new HashMap<>(client);
        put(config, SETUP, SETUP_MILLIS);
        put(config, SETUP_MAX, SETUP_MAX_MILLIS);
        put(config, RECONNECT_MAX, RECONNECT_MAX_MILLIS);
        return config;
    }

    private static void put(Map<String, Object> config, String name, int millis) {
        Object set = config.get(name);
        if (set == null || set.toString().equals(KAFKAS.get(name))) {
            config.put(name, millis);
        }
    }
}
