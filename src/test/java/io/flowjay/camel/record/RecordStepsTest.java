package io.flowjay.camel.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowjay.camel.CaptureRecords;
import io.flowjay.camel.ContextSettings;
import io.flowjay.camel.PcapToFlowFeatures;
import io.flowjay.record.FlowRecord;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import io.flowjay.testing.Sample;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The steps that get a record ready for Kafka. */
class RecordStepsTest {
    private final CamelContext context = new DefaultCamelContext();
    private FlowRecord record;

    @BeforeEach
    void read() throws Exception {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(Sample.bytes());
        new PcapToFlowFeatures(Settings.builder()
                        .set(SettingCatalog.INCLUDE_SPLT, true)
                        .build())
                .process(exchange);
        try (CaptureRecords records = exchange.getMessage().getBody(CaptureRecords.class)) {
            record = records.next();
        }
    }

    @AfterEach
    void close() throws Exception {
        context.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"flow_id", "src_ip", "dst_port", "tcp_os_hint_fwd"})
    void theKeyIsAFieldAsText(String field) throws Exception {
        RecordKey key = new RecordKey();
        key.setSettings(new ContextSettings(Settings.builder()
                .set(SettingCatalog.KEY_FIELD, field)
                .set(SettingCatalog.KEY_HEADER, "the-key")
                .build()));
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(record);
        key.process(exchange);
        assertThat(exchange.getMessage().getHeader("the-key")).isEqualTo(String.valueOf(record.get(field)));
        assertThat(exchange.getMessage().getHeader(KeyHeader.name())).isEqualTo(String.valueOf(record.get(field)));
        assertThat(exchange.getMessage().getBody()).isSameAs(record);
    }

    /** The sample's first flow: expectations are the field's text in the line that {@code extract} writes. */
    @ParameterizedTest
    @ValueSource(strings = {"start_time", "iat_mean", "splt_lengths", "tcp_complete_handshake"})
    void theKeyOfAnotherValueIsItsJson(String field) throws Exception {
        RecordKey key = new RecordKey();
        key.setField(field);
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(record);
        key.process(exchange);
        String name = '"' + field + "\":";
        String line = new String(record.json(), StandardCharsets.UTF_8);
        assertThat(exchange.getMessage().getHeader(KeyHeader.name(), String.class))
                .isNotEmpty()
                .satisfies(text -> assertThat(line).containsPattern(Pattern.quote(name + text) + "[,}]"));
    }

    @Test
    void aFieldThatTheRecordsDoNotHaveIsNamed() {
        RecordKey key = new RecordKey();
        key.setField("nope");
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(record);
        assertThatThrownBy(() -> key.process(exchange)).hasMessageContaining("key field \"nope\" is not a field");
    }

    @Test
    void aBodyThatIsNotARecordIsNamed() {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody("flow_id=1");
        assertThatThrownBy(() -> new RecordKey().process(exchange))
                .isInstanceOf(InvalidPayloadException.class)
                .hasMessageContaining("Map");
    }
}
