package io.flowjay.registry;

import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Ids of the schemas of one topic's values, under the subject {@code TOPIC-value} (Confluent's TopicNameStrategy). An id holds for some
 * seconds; after that the registry is asked again, so that nothing is sent whose schema it has lost. Thread-safe.
 */
public final class SubjectSchemas {
    private static final Duration GOOD_FOR = Duration.ofSeconds(5);

    /**
     * An id.
     *
     * @param nanos when the registry was asked for it
     */
    private record Known(int id, long nanos) {}

    private final SchemaRegistry registry;
    private final String subject;
    private final boolean register;
    private final LongSupplier nanoTime;
    private final Map<String, Known> ids = new HashMap<>();

    SubjectSchemas(SchemaRegistry registry, String topic, boolean register, LongSupplier nanoTime) {
        this.registry = registry;
        this.subject = topic + "-value";
        this.register = register;
        this.nanoTime = nanoTime;
    }

    /**
     * The schemas in the registry that settings name, of the topic that they name.
     *
     * @return null if they name no registry
     */
    public static @Nullable SubjectSchemas of(Settings settings) {
        SchemaRegistry registry = SchemaRegistry.of(settings);
        return registry == null
                ? null
                : new SubjectSchemas(
                        registry,
                        settings.get(SettingCatalog.TOPIC),
                        settings.get(SettingCatalog.SCHEMA_REGISTRY_AUTO_REGISTER),
                        System::nanoTime);
    }

    /** The name under which the registry has the schemas. */
    public String subject() {
        return subject;
    }

    /**
     * The id of a schema, which is registered if it is not there, unless settings forbid that.
     *
     * @throws RegistryException when the registry cannot be asked, refuses the schema, or lacks it and it must not be registered
     */
    public synchronized int id(String schema) {
        Known known = ids.get(schema);
        if (known == null || nanoTime.getAsLong() - known.nanos > GOOD_FOR.toNanos()) {
            int id = registry.find(subject, schema).orElseGet(() -> add(schema));
            known = new Known(id, nanoTime.getAsLong());
            ids.put(schema, known);
        }
        return known.id;
    }

    /** The registry's URL. */
    public String registry() {
        return registry.url();
    }

    /**
     * The id of a schema, asked for anew; empty if the registry does not have it.
     *
     * @throws RegistryException when the registry cannot be asked
     */
    public OptionalInt registered(String schema) {
        return registry.find(subject, schema);
    }

    /**
     * Checks that a schema, which the registry does not have, could be registered: that settings allow it, and that it is compatible with
     * the subject's latest version. Registers nothing.
     *
     * @throws RegistryException otherwise, or when the registry cannot be asked
     */
    public void checkAddition(String schema) {
        checkAllowed();
        registry.incompatibility(subject, schema).ifPresent(reason -> {
            throw new RegistryException(
                    place(),
                    "its latest schema and the one of these records are incompatible"
                            + (reason.isEmpty() ? "" : " (" + reason + ')'),
                    RegistryAnswer.INCOMPATIBLE);
        });
    }

    private int add(String schema) {
        checkAllowed();
        return registry.register(subject, schema);
    }

    private void checkAllowed() {
        if (!register) {
            throw new RegistryException(
                    place(),
                    "does not have the schema of these records",
                    "register the output of 'flowjay catalog --format avro', or set "
                            + SettingCatalog.SCHEMA_REGISTRY_AUTO_REGISTER.property() + "=true");
        }
    }

    private String place() {
        return "schema registry " + registry.url() + ", subject " + subject;
    }
}
