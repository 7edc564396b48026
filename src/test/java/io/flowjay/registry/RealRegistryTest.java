package io.flowjay.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import io.flowjay.testing.RegistryProcess;
import io.flowjay.testing.TestRegistry;
import java.nio.file.Path;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The client with a real registry, Apicurio. */
@ExtendWith(TestRegistry.class)
class RealRegistryTest {
    private static final String SCHEMA =
            "{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"x\",\"type\":\"long\",\"default\":0}]}";
    private static final String OTHER = SCHEMA.replace("\"long\",\"default\":0", "\"string\"");

    private final String topic = "topic-" + UUID.randomUUID();
    private final String subject = topic + "-value";

    @Test
    void aSchemaIsRegisteredOnceAndComesBack() throws Exception {
        SchemaRegistry registry = registry(TestRegistry.get());
        assertThat(registry.find(subject, SCHEMA)).isEmpty();
        int id = registry.register(subject, SCHEMA);
        assertThat(registry.register(subject, SCHEMA)).isEqualTo(id);
        assertThat(registry.find(subject, SCHEMA)).hasValue(id);
        assertThat(registry.find(subject, OTHER)).isEmpty();
        assertThat(registry.schema(id)).isEqualTo(SCHEMA);
        assertThat(TestRegistry.get().subjects()).contains(subject);
        assertThat(TestRegistry.get().send("GET", "/subjects/" + subject + "/versions", ""))
                .isEqualTo("200 [1]");
    }

    @Test
    void anIncompatibleSchemaIsRefused() throws Exception {
        SchemaRegistry registry = registry(TestRegistry.get());
        registry.register(subject, SCHEMA);
        assertThat(TestRegistry.get().send("PUT", "/config/" + subject, "{\"compatibility\":\"FULL_TRANSITIVE\"}"))
                .startsWith("200");
        assertThatThrownBy(() -> registry.register(subject, OTHER))
                .isInstanceOf(RegistryException.class)
                .hasMessageStartingWith("schema registry " + registry.url() + ", subject " + subject + ": HTTP 409 (")
                .hasMessageContaining("reader type: STRING not compatible with writer type: LONG")
                .hasMessageEndingWith("use another topic, or change the subject's compatibility");
    }

    @Test
    void anUnknownIdIsAnError() {
        SchemaRegistry registry = registry(TestRegistry.get());
        assertThatThrownBy(() -> registry.schema(987_654))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("schema 987654: HTTP 404 (No content with id")
                .hasMessageEndingWith("the registry does not have it, perhaps not any more");
    }

    @Test
    void theBasePathWithoutTheInterfaceIsAnError() {
        SchemaRegistry registry = Objects.requireNonNull(SchemaRegistry.of(Settings.builder()
                .set(SettingCatalog.SCHEMA_REGISTRY, TestRegistry.get().url().replace("/apis/ccompat/v7", ""))
                .build()));
        assertThatThrownBy(() -> registry.find(subject, SCHEMA))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("check the URL and its path; Apicurio's is /apis/ccompat/v7");
    }

    @Test
    void withoutRegistrationTheSchemaMustBeThere() {
        SchemaRegistry registry = registry(TestRegistry.get());
        SubjectSchemas schemas = new SubjectSchemas(registry, topic, false, System::nanoTime);
        assertThatThrownBy(() -> schemas.id(SCHEMA))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("subject " + subject + ": does not have the schema of these records; register");
        int id = registry.register(subject, SCHEMA);
        assertThat(schemas.id(SCHEMA)).isEqualTo(id);
    }

    @Test
    void aRegistryThatHasLostItsSchemasGetsThemAgain(@TempDir Path directory) throws Exception {
        try (RegistryProcess process = RegistryProcess.start(directory)) {
            // Not for five seconds: each call asks.
            SubjectSchemas schemas = new SubjectSchemas(registry(process), topic, true, new AskAlways());
            int id = schemas.id(SCHEMA);
            process.kill();
            assertThatThrownBy(() -> schemas.id(SCHEMA))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("connection refused");
            process.start();
            process.send("POST", "/subjects/another/versions", "{\"schema\":\"\\\"string\\\"\"}");
            int again = schemas.id(SCHEMA);
            assertThat(again).isNotEqualTo(id);
            assertThat(registry(process).schema(again)).isEqualTo(SCHEMA);
        }
    }

    /** A clock on which an hour passes between two looks. */
    private static final class AskAlways implements java.util.function.LongSupplier {
        private long now;

        @Override
        public long getAsLong() {
            now += 3_600_000_000_000L;
            return now;
        }
    }

    private static SchemaRegistry registry(RegistryProcess process) {
        return Objects.requireNonNull(SchemaRegistry.of(Settings.builder()
                .set(SettingCatalog.SCHEMA_REGISTRY, process.url())
                .build()));
    }
}
