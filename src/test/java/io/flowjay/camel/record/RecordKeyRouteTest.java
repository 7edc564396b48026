package io.flowjay.camel.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowjay.camel.ShippedRoute;
import io.flowjay.testing.Sample;
import java.util.stream.Stream;
import org.apache.camel.Message;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The key of a record comes from one of its fields. */
class RecordKeyRouteTest extends ShippedRoute {
    @Test
    void theKeyIsTheFlowId() throws Exception {
        MockEndpoint kafka = start();
        drop("a.pcapng", Sample.bytes());
        awaitFile(".done/a.pcapng");
        assertThat(messages(kafka)).hasSize(Sample.FLOWS);
        for (Message message : messages(kafka)) {
            assertThat(message.getHeader(KeyHeader.name(), String.class))
                    .matches("[0-9a-f]{32}")
                    .isEqualTo(json(message).get("flow_id").textValue());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"src_ip", "dst_port", "flow_end_reason", "record_id", "community_id"})
    void theKeyIsTheConfiguredField(String field) throws Exception {
        MockEndpoint kafka = start("flowjay.key-field", field);
        drop("a.pcapng", Sample.bytes());
        awaitFile(".done/a.pcapng");
        assertThat(messages(kafka)).hasSize(Sample.FLOWS);
        for (Message message : messages(kafka)) {
            assertThat(message.getHeader(KeyHeader.name(), String.class))
                    .isNotEmpty()
                    .isEqualTo(json(message).get(field).asText());
        }
    }

    @Test
    void aMissingValueGivesNoKey() throws Exception {
        // An anonymised record has no Community ID.
        MockEndpoint kafka = start(
                "flowjay.key-field", "community_id", "flowjay.anonymize-ips", "true", "flowjay.anonymization-key", "k");
        drop("a.pcapng", Sample.bytes());
        awaitFile(".done/a.pcapng");
        assertThat(messages(kafka)).hasSize(Sample.FLOWS).allSatisfy(message -> {
            JsonNode id = json(message).get("community_id");
            assertThat(id.isNull()).isTrue();
            assertThat(message.getHeader(KeyHeader.name())).isNull();
        });
    }

    static Stream<Arguments> wrongSettings() {
        return Stream.of(
                Arguments.of(Named.of("a field that no record has", "flowjay.key-field"), "flowid", "flow_id"),
                Arguments.of(Named.of("a group that does not exist", "flowjay.groups"), "timing,teh", "tcp"),
                Arguments.of(Named.of("a profile that does not exist", "flowjay.profile"), "CORE", "JJ-CORE"),
                Arguments.of(Named.of("a feature that does not exist", "flowjay.features"), "iat_meen", "iat_mean"),
                Arguments.of(
                        Named.of("no key to anonymise with", "flowjay.anonymize-ips"),
                        "true",
                        "flowjay.anonymization-key"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongSettings")
    void wrongSettingsStopTheRouteAtItsStart(String setting, String value, String named) {
        assertThatThrownBy(() -> start(setting, value)).hasStackTraceContaining(named);
    }
}
