package io.flowjay.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowjay.record.FlowRecord;
import io.flowjay.testing.Sample;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Processor;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The steps that get a record ready for Kafka. */
class RecordStepsTest {
    private final CamelContext context = new DefaultCamelContext();
    private FlowRecord record;

    @BeforeEach
    void read() throws Exception {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(Sample.bytes());
        PcapToFlowFeatures features = new PcapToFlowFeatures();
        features.setIncludeSplt(true);
        features.process(exchange);
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
        key.setField(field);
        key.setHeader("the-key");
        key.init();
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(record);
        key.process(exchange);
        assertThat(exchange.getMessage().getHeader("the-key")).isEqualTo(String.valueOf(record.get(field)));
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
        assertThat(exchange.getMessage().getHeader(key.getHeader(), String.class))
                .isNotEmpty()
                .satisfies(text -> assertThat(line).containsPattern(Pattern.quote(name + text) + "[,}]"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theTextIsThatOfJackson(boolean ahead) throws Exception {
        Exchange capture = new DefaultExchange(context);
        capture.getMessage().setBody(Sample.bytes());
        PcapToFlowFeatures features = new PcapToFlowFeatures();
        features.setJsonAhead(ahead);
        features.process(capture);
        ObjectMapper jackson = new ObjectMapper();
        try (CaptureRecords records = capture.getMessage().getBody(CaptureRecords.class)) {
            int seen = 0;
            for (; records.hasNext(); seen++) {
                FlowRecord next = records.next();
                Exchange exchange = new DefaultExchange(context);
                exchange.getMessage().setBody(next);
                new RecordJson().process(exchange);
                assertThat(jackson.readTree(exchange.getMessage().getBody(byte[].class)))
                        .isEqualTo(jackson.readTree(jackson.writeValueAsBytes(next)));
            }
            assertThat(seen).isEqualTo(Sample.FLOWS);
        }
    }

    static Stream<Arguments> steps() {
        return Stream.of(
                arguments(named("key", new RecordKey()), "Map"),
                arguments(named("JSON", new RecordJson()), "FlowRecord"));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void aBodyThatIsNotARecordIsNamed(Processor step, String expected) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody("flow_id=1");
        assertThatThrownBy(() -> step.process(exchange))
                .isInstanceOf(InvalidPayloadException.class)
                .hasMessageContaining(expected);
    }
}
