package io.flowjay.kafka;

import java.util.Map;
import java.util.function.Supplier;

/** A caller's code, to be loaded with and without Kafka's client. Gives the writer's class or the error's. */
public final class UseOfTheApi implements Supplier<String> {
    @Override
    public String get() {
        if (KafkaWriter.isAvailable()) {
            return "available";
        }
        try (KafkaWriter writer =
                KafkaWriter.builder().brokers("localhost:1").topic("flows").build()) {
            writer.write(Map.of());
            return "written";
        } catch (RuntimeException e) {
            return e.getClass().getSimpleName() + ": " + e.getMessage();
        }
    }
}
