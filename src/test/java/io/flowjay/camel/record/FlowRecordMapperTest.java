package io.flowjay.camel.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.flowjay.capture.CaptureFile;
import io.flowjay.record.Extraction;
import io.flowjay.record.FlowRecord;
import io.flowjay.record.FlowRecordWriter;
import io.flowjay.record.FlowRecords;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import io.flowjay.testing.Sample;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.component.jackson.JacksonDataFormat;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FlowRecordMapperTest {
    private static final ObjectMapper MAPPER = new FlowRecordMapper();

    /** One way to text. */
    interface Way {
        String text(FlowRecord record) throws Exception;
    }

    static Stream<Arguments> ways() {
        return Stream.of(
                way("Camel's data format", FlowRecordMapperTest::throughCamel),
                way("to bytes", record -> new String(MAPPER.writeValueAsBytes(record), UTF_8)),
                way("to a string", MAPPER::writeValueAsString),
                way("to a writer", FlowRecordMapperTest::throughWriter),
                way("within a list", record -> within("[", MAPPER.writeValueAsString(List.of(record)), "]")),
                way(
                        "within a list of bytes",
                        record -> within("[", new String(MAPPER.writeValueAsBytes(List.of(record)), UTF_8), "]")));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void textIsThatOfTheRecordWriter(Way way) throws Exception {
        for (boolean sparse : new boolean[] {false, true}) {
            for (FlowRecord record : records(sparse)) {
                assertThat(way.text(record)).isEqualTo(line(record));
            }
        }
    }

    @Test
    void aPrettyPrinterIsObeyed() throws IOException {
        ObjectMapper pretty = new FlowRecordMapper();
        pretty.enable(SerializationFeature.INDENT_OUTPUT);
        for (FlowRecord record : records(false)) {
            String text = pretty.writeValueAsString(record);
            assertThat(text.lines().count()).isGreaterThan(record.size());
            assertThat(MAPPER.readTree(text)).isEqualTo(MAPPER.readTree(new ObjectMapper().writeValueAsBytes(record)));
        }
    }

    private static List<FlowRecord> records(boolean sparse) throws IOException {
        Settings.Builder settings = Settings.builder();
        settings.set(SettingCatalog.SPARSE, sparse);
        List<FlowRecord> all = new ArrayList<>();
        try (FlowRecords records =
                Extraction.of(settings.build()).records(CaptureFile.open(Sample.bytes(), "sample.pcapng"))) {
            records.forEachRemaining(all::add);
        }
        assertThat(all).isNotEmpty();
        return all;
    }

    private static String line(FlowRecord record) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (FlowRecordWriter writer = new FlowRecordWriter(out)) {
            writer.write(record);
        }
        return within("", out.toString(UTF_8), "\n");
    }

    private static String within(String start, String text, String end) {
        assertThat(text).startsWith(start).endsWith(end);
        return text.substring(start.length(), text.length() - end.length());
    }

    private static String throughWriter(FlowRecord record) throws IOException {
        StringWriter out = new StringWriter();
        MAPPER.writeValue(out, record);
        return out.toString();
    }

    private static String throughCamel(FlowRecord record) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext();
                JacksonDataFormat format = new JacksonDataFormat()) {
            format.setObjectMapper(MAPPER);
            format.setCamelContext(context);
            format.start();
            Exchange exchange = new DefaultExchange(context);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            format.marshal(exchange, record, out);
            return out.toString(UTF_8);
        }
    }

    private static Arguments way(String name, Way way) {
        return arguments(named(name, way));
    }
}
