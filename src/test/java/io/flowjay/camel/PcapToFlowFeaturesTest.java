package io.flowjay.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowjay.capture.CaptureException;
import io.flowjay.record.FlowRecord;
import io.flowjay.testing.Sample;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The processor without the shipped route: as a user's own route or program uses it. */
class PcapToFlowFeaturesTest {
    @TempDir
    static Path directory;

    private final CamelContext context = new DefaultCamelContext();

    static Stream<Arguments> bodies() throws IOException {
        Path file = Files.write(directory.resolve("s.pcapng"), Sample.bytes());
        GenericFile<File> generic = new GenericFile<>();
        generic.setFile(file.toFile());
        return Stream.of(
                Arguments.of(Named.of("File", file.toFile()), "s.pcapng"),
                Arguments.of(Named.of("Path", file), "s.pcapng"),
                Arguments.of(Named.of("GenericFile", generic), "s.pcapng"),
                Arguments.of(Named.of("InputStream", new ByteArrayInputStream(Sample.bytes())), "named.pcap"),
                Arguments.of(Named.of("byte[]", Sample.bytes()), "named.pcap"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void everyKindOfBodyGivesTheRecords(Object body, String name) throws Exception {
        Exchange exchange = exchange(body);
        exchange.getMessage().setHeader(Exchange.FILE_NAME, "../../etc/named.pcap");
        new PcapToFlowFeatures().process(exchange);
        List<FlowRecord> records = new ArrayList<>();
        exchange.getMessage().getBody(CaptureRecords.class).forEachRemaining(records::add);
        assertThat(records).hasSize(Sample.FLOWS).allSatisfy(record -> assertThat(record.get("capture"))
                .isEqualTo(name));
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry(FlowjayHeaders.CAPTURE, name)
                .containsEntry(FlowjayHeaders.CAPTURE_FORMAT, "PCAPNG")
                .hasEntrySatisfying(FlowjayHeaders.CAPTURE_ID, id -> assertThat(String.valueOf(id))
                        .matches("[0-9a-f]{64}"));
        CaptureRecords facts = exchange.getProperty(CaptureRecords.PROPERTY, CaptureRecords.class);
        assertThat(facts.counts().packetsRead()).isEqualTo(Sample.PACKETS);
        assertThat(facts.counts().packetsInFlows()).isEqualTo(Sample.PACKETS - Sample.ARP);
        assertThat(facts.recordsRead()).isEqualTo(Sample.FLOWS);
    }

    @Test
    void anotherKindOfBodyIsAnErrorThatNamesTheValidOnes() {
        assertThatThrownBy(() -> new PcapToFlowFeatures().process(exchange("text")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("GenericFile", "java.lang.String");
    }

    @Test
    void damageIsReportedAfterTheRecordsAheadOfIt() throws Exception {
        byte[] cut = Arrays.copyOf(Sample.bytes(), Sample.bytes().length - 3);
        Exchange exchange = exchange(cut);
        new PcapToFlowFeatures().process(exchange);
        CaptureRecords records = exchange.getMessage().getBody(CaptureRecords.class);
        int count = 0;
        while (records.hasRecord()) {
            records.next();
            count++;
        }
        assertThat(count).isGreaterThan(30);
        assertThat(records.hasNext()).isTrue();
        assertThatThrownBy(records::next)
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(CaptureException.class);
    }

    static Stream<Arguments> exits() {
        Function<Integer, Function<Integer, Boolean>> failAt = record -> index -> index.equals(record);
        return Stream.of(
                Arguments.of(Named.of("all records taken", failAt.apply(-1)), false),
                Arguments.of(Named.of("the first record fails", failAt.apply(0)), true),
                Arguments.of(Named.of("a middle record fails", failAt.apply(20)), true),
                Arguments.of(Named.of("the last record fails", failAt.apply(Sample.FLOWS - 1)), true));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("exits")
    void theCaptureIsClosedOnEveryExit(Function<Integer, Boolean> fails, boolean failed) throws Exception {
        AtomicInteger closed = new AtomicInteger();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .process(new PcapToFlowFeatures())
                        .split(body())
                        .streaming()
                        .stopOnException()
                        .process(exchange -> {
                            if (fails.apply(exchange.getProperty(Exchange.SPLIT_INDEX, Integer.class))) {
                                throw new IllegalStateException("no");
                            }
                        })
                        .to("mock:out");
            }
        });
        context.start();
        Exchange answer = context.createProducerTemplate().send("direct:in", exchange -> exchange.getMessage()
                .setBody(new FilterInputStream(new ByteArrayInputStream(Sample.bytes())) {
                    @Override
                    public void close() {
                        closed.incrementAndGet();
                    }
                }));
        assertThat(answer.isFailed()).isEqualTo(failed);
        assertThat(closed).hasPositiveValue();
        context.stop();
    }

    @Test
    void aRouteThatTakesNoRecordClosesTheCaptureToo() throws Exception {
        AtomicInteger closed = new AtomicInteger();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").process(new PcapToFlowFeatures()).to("mock:out");
            }
        });
        context.start();
        context.createProducerTemplate().send("direct:in", exchange -> exchange.getMessage()
                .setBody(new FilterInputStream(new ByteArrayInputStream(Sample.bytes())) {
                    @Override
                    public void close() {
                        closed.incrementAndGet();
                    }
                }));
        assertThat(context.getEndpoint("mock:out", MockEndpoint.class).getReceivedCounter())
                .isOne();
        assertThat(closed).hasPositiveValue();
        context.stop();
    }

    @Test
    void recordsThatAreUsedAfterTheExchangeAreAnError() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").process(new PcapToFlowFeatures());
            }
        });
        context.start();
        CaptureRecords records = context.createProducerTemplate()
                .requestBody("direct:in", (Object) Sample.bytes(), CaptureRecords.class);
        assertThatThrownBy(records::hasNext)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closeWithExchange=false");
        context.stop();
    }

    private Exchange exchange(Object body) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(body);
        return exchange;
    }
}
