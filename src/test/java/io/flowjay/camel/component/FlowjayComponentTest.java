package io.flowjay.camel.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.flowjay.camel.CaptureRecords;
import io.flowjay.camel.FlowjayHeaders;
import io.flowjay.record.FlowRecord;
import io.flowjay.testing.Loopback;
import io.flowjay.testing.Sample;
import io.flowjay.testing.WrongSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Routes of one's own with the component {@code flowjay}. */
class FlowjayComponentTest {
    private final DefaultCamelContext context = new DefaultCamelContext();

    @AfterEach
    void close() throws Exception {
        context.close();
    }

    private void load(String yaml) throws Exception {
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("route.camel.yaml", yaml));
    }

    private List<FlowRecord> records(Object body) {
        List<FlowRecord> all = new ArrayList<>();
        Exchange done = context.createProducerTemplate()
                .send("direct:capture", exchange -> exchange.getMessage().setBody(body));
        assertThat(done.getException()).isNull();
        MockEndpoint out = context.getEndpoint("mock:records", MockEndpoint.class);
        out.getExchanges().forEach(exchange -> all.add(exchange.getMessage().getBody(FlowRecord.class)));
        return all;
    }

    /** Ways to write the same endpoint. */
    static Stream<Arguments> endpoints() {
        return Stream.of(
                argumentSet("a URI", "uri: \"flowjay:features?groups=tls,timing&idleTimeout=30s\""),
                argumentSet(
                        "parameters",
                        "{ uri: flowjay, parameters: { operation: features, groups: \"tls,timing\", idleTimeout: 30s } }"),
                argumentSet("features alone, which may be groups", "uri: \"flowjay:features?features=tls,timing\""));
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void aCaptureBecomesRecordsWithTheFeaturesThatWereAskedFor(String endpoint) throws Exception {
        String to = endpoint.startsWith("{") ? endpoint : "{ " + endpoint + " }";
        load("""
                - from:
                    uri: direct:capture
                    steps:
                      - to: %s
                      - split:
                          expression: { simple: { expression: "${body}" } }
                          streaming: true
                          steps:
                            - to: { uri: "mock:records" }
                """.formatted(to));
        context.start();
        List<FlowRecord> records = records(Sample.bytes());
        assertThat(records).hasSize(Sample.FLOWS);
        assertThat(records.get(0).keySet())
                .contains("iat_mean", "tls_detected")
                .doesNotContain("total_bytes", "tcp_is_tcp");
    }

    @Test
    void theRouteOfTheReadmeRuns() throws Exception {
        Matcher block =
                Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(Path.of("README.md")));
        assertThat(block.find()).isTrue();
        load("""
                - from:
                    uri: direct:capture
                    steps:
                %s
                """.formatted(block.group(1).indent(6).stripTrailing()));
        context.start();
        MockEndpoint records = context.getEndpoint("mock:records", MockEndpoint.class);
        records.expectedMessageCount(Sample.FLOWS);
        context.createProducerTemplate().sendBody("direct:capture", Sample.bytes());
        records.assertIsSatisfied();
        assertThat(records.getExchanges().get(0).getMessage().getBody(String.class))
                .contains("\"iat_mean\":");
    }

    @Test
    void whatTheEndpointDoesNotSayTheContextSays() throws Exception {
        Properties properties = new Properties();
        properties.setProperty("flowjay.include-ports", "false");
        properties.setProperty("flowjay.idle-timeout", "1s");
        context.getPropertiesComponent().setInitialProperties(properties);
        load("""
                - from:
                    uri: direct:capture
                    steps:
                      - to: { uri: "flowjay:features?idleTimeout=60s" }
                """);
        context.start();
        Exchange done = context.createProducerTemplate()
                .send("direct:capture", exchange -> exchange.getMessage().setBody(Sample.bytes()));
        assertThat(done.getMessage().getHeader(FlowjayHeaders.CAPTURE_FORMAT)).isEqualTo("PCAPNG");
        // The capture is closed with the exchange, and its counts stay.
        assertThat(done.getMessage().getBody()).isInstanceOf(CaptureRecords.class);
        FeaturesEndpoint endpoint = (FeaturesEndpoint) context.getEndpoint("flowjay:features?idleTimeout=60s");
        assertThat(endpoint).hasToString("flowjay:features");
    }

    /** An endpoint, and the message of the route that does not start. */
    static Stream<Arguments> wrong() {
        Stream<Arguments> options = Stream.of(
                argumentSet(
                        "an option",
                        "flowjay:features?idleTimout=30s",
                        "flowjay:features has no option \"idleTimout\"; did you mean idleTimeout?"),
                argumentSet(
                        "an option of the other",
                        "flowjay:features?snapshotLength=96",
                        "flowjay:features has no option \"snapshotLength\""),
                argumentSet("an operation", "flowjay:feature", "unknown operation \"feature\"; valid: features, live"),
                argumentSet(
                        "an interface",
                        "flowjay:features/eth0",
                        "flowjay:features has no network interface, but \"eth0\" is given"));
        Stream<Arguments> values = WrongSettings.table().stream()
                .map(Arguments::get)
                .filter(row -> Operation.FEATURES.settings().stream()
                        .anyMatch(setting -> setting.property().equals(row[0])))
                .map(row -> {
                    String option = Operation.FEATURES.settings().stream()
                            .filter(setting -> setting.property().equals(row[0]))
                            .findFirst()
                            .orElseThrow()
                            .endpointOption();
                    return argumentSet(
                            option + '=' + row[1],
                            "flowjay:features?" + option + "=RAW(" + row[1] + ')',
                            row[0] + " \"" + row[1] + "\" (endpoint option " + option + ") " + row[2]);
                });
        return Stream.concat(options, values);
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void aWrongEndpointStopsTheRouteAtItsStart(String uri, String message) {
        assertThatThrownBy(() -> {
                    context.addRoutes(new RouteBuilder() {
                        @Override
                        public void configure() {
                            from("direct:capture").to(uri);
                        }
                    });
                    context.start();
                })
                .hasStackTraceContaining(message);
    }

    @Test
    void aSecretIsNotShown() throws Exception {
        Map<String, Object> parameters =
                Map.of("operation", "features", "anonymizeIps", "true", "anonymizationKey", "RAW(hush)");
        FlowjayUriFactory factory = new FlowjayUriFactory();
        factory.setCamelContext(context);
        String uri = factory.buildUri("flowjay", parameters);
        assertThat(uri).startsWith("flowjay:features?");
        assertThat(context.getEndpoint(uri).toString()).doesNotContain("hush");
        assertThat(factory.secretPropertyNames()).containsExactlyInAnyOrder("anonymizationKey", "flowIdSalt");
        assertThatThrownBy(() -> context.getEndpoint(uri + "&idleTimeout=60"))
                .hasStackTraceContaining("flowjay.idle-timeout")
                .satisfies(failure -> {
                    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                        assertThat(String.valueOf(cause.getMessage())).doesNotContain("hush");
                    }
                });
    }

    @Test
    void flowsOfAnInterfaceBecomeMessagesAndOpenOnesDoAtTheEnd() throws Exception {
        try (Loopback open = Loopback.open();
                Loopback cut = Loopback.open()) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("flowjay:live/" + Loopback.NAME
                                    + "?idleTimeout=1h&maxFlowPackets=2&groups=flow_meta&filter=RAW((" + open.filter()
                                    + ") or (" + cut.filter() + "))")
                            .routeId("live")
                            .to("mock:flows");
                }
            });
            MockEndpoint flows = context.getEndpoint("mock:flows", MockEndpoint.class);
            flows.expectedMessageCount(1);
            context.start();
            // Its record shows that the packet before it was captured too.
            open.send("open when the route stops");
            cut.send("1");
            cut.send("2");
            cut.send("3");
            flows.assertIsSatisfied();
            assertThat(record(flows, 0))
                    .containsEntry("dst_port", (long) cut.port())
                    .containsEntry("total_packets", 2L);
            context.getRouteController().stopRoute("live");
            assertThat(flows.getExchanges()).hasSize(3);
            assertThat(List.of(
                            record(flows, 1).get("dst_port"), record(flows, 2).get("dst_port")))
                    .containsExactlyInAnyOrder((long) open.port(), (long) cut.port());
        }
    }

    private static FlowRecord record(MockEndpoint flows, int index) {
        return flows.getExchanges().get(index).getMessage().getBody(FlowRecord.class);
    }
}
