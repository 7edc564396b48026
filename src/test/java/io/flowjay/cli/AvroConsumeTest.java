package io.flowjay.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.flowjay.record.Extracts;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import io.flowjay.testing.AvroJudge;
import io.flowjay.testing.AvroTopics;
import io.flowjay.testing.RecordFiles;
import io.flowjay.testing.Sample;
import io.flowjay.testing.TestBroker;
import io.flowjay.testing.TestRegistry;
import io.flowjay.testing.Topics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code flowjay consume} prints records in Avro as the JSON that {@code extract} writes of the same flows. */
@ExtendWith({TestBroker.class, TestRegistry.class})
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AvroConsumeTest {
    private final String topic = "avro-consume-" + UUID.randomUUID();

    @BeforeEach
    void makeTopic() throws Exception {
        Topics.create(TestBroker.brokers(), topic, 1);
    }

    static Stream<Arguments> known() {
        return Stream.of(
                argumentSet("as they are", Settings.builder()),
                argumentSet("with every feature", Extracts.everything()),
                argumentSet("by id", Settings.builder().set(SettingCatalog.FIELD_NAMES, "id")),
                argumentSet("small profile", Settings.builder().text(SettingCatalog.PROFILE, "JJ-CORE", "test")),
                argumentSet("no ports", Settings.builder().set(SettingCatalog.INCLUDE_PORTS, false)));
    }

    @ParameterizedTest
    @MethodSource("known")
    void withoutARegistryTheSchemasOfTheProfilesAreKnown(Settings.Builder settings) throws Exception {
        AvroTopics.publish(topic, Sample.bytes(), settings.build(), null);
        assertLines(consume(), settings.build());
    }

    @Test
    void withARegistryItHasTheSchema() throws Exception {
        Settings settings = Settings.builder()
                .set(SettingCatalog.FEATURES, List.of("timing"))
                .build();
        AvroTopics.publish(topic, Sample.bytes(), settings, TestRegistry.get());
        assertLines(consume("--schema-registry", TestRegistry.get().url()), settings);
        Cli without = consume();
        assertThat(without.exitCode()).isEqualTo(1);
        assertThat(without.out()).isEmpty();
        assertThat(without.err().lines())
                .hasSize(Sample.FLOWS)
                .first()
                .asString()
                .matches(
                        "flowjay: partition 0, offset 0: the value is in Avro with schema \\d+ of a schema registry; set"
                                + " --schema-registry");
    }

    @Test
    void aSelectionOfFeaturesIsKnownByItsOptions() throws Exception {
        Settings settings = Settings.builder()
                .set(SettingCatalog.FEATURES, List.of("timing", "ja4"))
                .build();
        AvroTopics.publish(topic, Sample.bytes(), settings, null);
        assertLines(consume("--features", "timing,ja4"), settings);
        Cli without = consume();
        assertThat(without.exitCode()).isEqualTo(1);
        assertThat(without.err()).contains("which this version does not have; set the options for features and names");
    }

    @Test
    void whatCannotBeReadIsNamedAndTheOthersArePrinted() throws Exception {
        byte[][] values = {
            {0, 0x7f, 0, 0, 1, 2}, {(byte) 0xc3, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9}, "{\"a\":1}".getBytes(UTF_8), {0}
        };
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                java.util.Map.of("bootstrap.servers", TestBroker.brokers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (byte[] value : values) {
                producer.send(new ProducerRecord<>(topic, value)).get();
            }
        }
        Cli cli = Cli.run(arguments(4, "--schema-registry", TestRegistry.get().url()));
        assertThat(cli.exitCode()).isEqualTo(1);
        assertThat(cli.out()).isEqualTo("{\"a\":1}\n\0\n");
        assertThat(cli.err().lines()).hasSize(2);
        assertThat(cli.err())
                .contains("offset 0: schema registry ", "schema 2130706433: HTTP 404")
                .contains("offset 1: the value is in Avro with a schema of fingerprint 0807060504030201");
    }

    private static void assertLines(Cli cli, Settings settings) throws Exception {
        assertThat(cli.err()).isEmpty();
        assertThat(cli.exitCode()).isZero();
        assertThat(cli.out().lines().map(line -> AvroJudge.json(line.getBytes(UTF_8))))
                .containsExactlyElementsOf(RecordFiles.lines(Sample.bytes(), settings));
    }

    private Cli consume(String... options) {
        return Cli.run(arguments(Sample.FLOWS, options));
    }

    private Object[] arguments(int max, String... options) {
        List<Object> arguments = new ArrayList<>(List.of(
                "consume",
                "--brokers",
                TestBroker.brokers(),
                "--topic",
                topic,
                "--from-beginning",
                "--values",
                "--max",
                max));
        arguments.addAll(Arrays.asList(options));
        return arguments.toArray();
    }
}
