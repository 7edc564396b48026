package io.flowjay.camel.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.flowjay.capture.CaptureFile;
import io.flowjay.json.OutputBytes;
import io.flowjay.record.Extraction;
import io.flowjay.record.FlowRecord;
import io.flowjay.record.FlowRecords;
import io.flowjay.record.format.RecordFormats;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.SettingException;
import io.flowjay.settings.Settings;
import io.flowjay.testing.Sample;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Message;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The template of the shipped Kamelet that is a source, with a mock in place of what uses it. */
class SourceKameletTest {
    private static final Path KAMELET = Path.of("src/main/resources/kamelets/pcap-flow-features-source.kamelet.yaml");

    @TempDir
    Path captures;

    static Stream<Arguments> formats() {
        return Stream.of(
                argumentSet("neither says one", "", null, "json", null),
                argumentSet("the parameter says one", "", "avro", "avro", "application/avro"),
                argumentSet("the context says one", "avro", null, "avro", "application/avro"),
                argumentSet("the parameter counts first", "avro", "json", "json", null),
                argumentSet("cells", "", "csv", "csv", "text/csv"));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void recordsHaveTheFormatAndItsHeaders(
            String ofContext, @Nullable String parameter, String format, @Nullable String mediaType) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getPropertiesComponent().addInitialProperty("flowjay.format", ofContext);
            MockEndpoint mock = start(context, parameter);
            mock.expectedMessageCount(Sample.FLOWS);
            Files.write(captures.resolve("a.pcapng"), Sample.bytes());
            mock.assertIsSatisfied();
            Message first = mock.getExchanges().get(0).getMessage();
            assertThat(first.getBody()).isEqualTo(firstMessage(format));
            assertThat(first.getHeader("flowjay-schema-version")).isEqualTo("1.0.0");
            assertThat(first.getHeader("content-type")).isEqualTo(mediaType);
            assertThat(first.getHeader(KeyHeader.name())).asString().isNotEmpty();
        }
    }

    @Test
    void aFormatThatIsUnknownIsRefusedAtTheStart() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            assertThatThrownBy(() -> start(context, "avo"))
                    .rootCause()
                    .isInstanceOf(SettingException.class)
                    .hasMessageContaining("flowjay.format \"avo\"")
                    .hasMessageContaining("did you mean avro?");
        }
    }

    private static byte[] firstMessage(String format) throws Exception {
        Settings settings =
                Settings.builder().set(SettingCatalog.FORMAT, format).build();
        Extraction extraction = Extraction.of(settings);
        try (FlowRecords sample = extraction.records(CaptureFile.open(Sample.bytes(), "a.pcapng"))) {
            FlowRecord record = sample.next();
            OutputBytes value = new OutputBytes();
            RecordFormats.of(settings, "json")
                    .messageEncoder(extraction.columns(), settings)
                    .write(record.columnValues(), value);
            return value.copy();
        }
    }

    private MockEndpoint start(CamelContext context, @Nullable String format) throws Exception {
        Resource kamelet = ResourceHelper.fromString(
                KAMELET.getFileName().toString(), Files.readString(KAMELET).replace("kamelet:sink", "mock:records"));
        PluginHelper.getRoutesLoader(context).loadRoutes(kamelet);
        TemplatedRouteBuilder route = TemplatedRouteBuilder.builder(context, "pcap-flow-features-source")
                .parameter("directoryName", captures.toString());
        if (format != null) {
            route.parameter("format", format);
        }
        route.add();
        context.start();
        return context.getEndpoint("mock:records", MockEndpoint.class);
    }
}
