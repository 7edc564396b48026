package io.flowjay.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.flowjay.capture.CaptureException;
import io.flowjay.capture.CaptureFile;
import io.flowjay.capture.CaptureReader;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import io.flowjay.testing.Captures;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Group {@code connection} in the records of whole captures. */
class ConnectionTest {
    private static final int A = 1;
    private static final int B = 2;
    private static final int C = 3;
    private static final int D = 4;

    private static final List<Object> MISSING = List.of(0L, 0.0, false);

    @TempDir
    Path directory;

    /** A request of 40 bytes and an answer of 50 each, but for C to D, which is not answered. */
    private static byte[] conversations() {
        Captures capture = Captures.pcap();
        conversation(capture, 0, A, B, 80);
        conversation(capture, 1, A, B, 443);
        conversation(capture, 2, A, C, 80);
        conversation(capture, 3, B, C, 22);
        capture.packet(4_000_000_000L, TestFrames.udp(C, D, 5004, 53, 12));
        conversation(capture, 5, B, A, 9);
        return capture.toBytes();
    }

    private static void conversation(Captures capture, int number, int client, int server, int port) {
        long nanos = number * 1_000_000_000L;
        capture.packet(nanos, TestFrames.udp(client, server, 5000 + number, port, 12));
        capture.packet(nanos + 1000, TestFrames.udp(server, client, port, 5000 + number, 22));
    }

    static Stream<Arguments> flows() {
        return Stream.of(
                flow("A to B:80", 0, """
                        src_total_flows=3 src_unique_dsts=2 src_unique_ports=2 src_dst_flows=2 src_port_flows=2
                        src_total_packets=4 src_total_bytes=170 dst_total_flows=2 dst_unique_srcs=1
                        dst_total_packets=4 dst_total_bytes=180 src_out_degree=2 dst_in_degree=1
                        src_betweenness=0 dst_betweenness=0 src_clustering=1 dst_clustering=1
                        """),
                flow("A to C:80", 2, """
                        src_total_flows=3 src_unique_dsts=2 src_unique_ports=2 src_dst_flows=1 src_port_flows=2
                        src_total_packets=4 src_total_bytes=170 dst_total_flows=2 dst_unique_srcs=2
                        dst_total_packets=2 dst_total_bytes=80 src_out_degree=2 dst_in_degree=2
                        src_betweenness=0 dst_betweenness=0.33333333333 src_clustering=1 dst_clustering=0.33333333333
                        """),
                flow("C to D:53", 4, """
                        src_total_flows=1 src_unique_dsts=1 src_unique_ports=1 src_dst_flows=1 src_port_flows=1
                        src_total_packets=3 src_total_bytes=140 dst_total_flows=1 dst_unique_srcs=1
                        dst_total_packets=1 dst_total_bytes=40 src_out_degree=1 dst_in_degree=1
                        src_betweenness=0.33333333333 dst_betweenness=0 src_clustering=0.33333333333 dst_clustering=0
                        """),
                flow("B to A:9", 5, """
                        src_total_flows=2 src_unique_dsts=2 src_unique_ports=2 src_dst_flows=1 src_port_flows=1
                        src_total_packets=4 src_total_bytes=180 dst_total_flows=1 dst_unique_srcs=1
                        dst_total_packets=4 dst_total_bytes=190 src_out_degree=2 dst_in_degree=1 src_community=0
                        dst_community=0 same_community=true betweenness_exact=true
                        """));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("flows")
    void valuesWorkedOutByHand(int number, String expected) throws IOException {
        FlowRecord record = Extracts.records(conversations(), settings(1)).get(number);
        for (String pair : expected.strip().split("\\s+", -1)) {
            String[] parts = pair.split("=", -1);
            Object value = record.get("conn_" + parts[0]);
            if (value instanceof Boolean) {
                assertThat(value).as(parts[0]).isEqualTo(Boolean.valueOf(parts[1]));
            } else {
                assertThat(((Number) value).doubleValue())
                        .as(parts[0])
                        .isCloseTo(Double.parseDouble(parts[1]), within(1e-9));
            }
        }
    }

    @Test
    @DisplayName("a protocol without ports calls no port")
    void noPorts() throws IOException {
        byte[] frame = TestFrames.udp(A, B, 5000, 80, 12);
        frame[14 + 9] = 89;
        byte[] capture = Captures.pcap().packet(0, frame).toBytes();
        assertThat(connection(Extracts.records(capture, settings(1)).get(0)))
                .containsEntry("conn_src_total_flows", 1L)
                .containsEntry("conn_src_dst_flows", 1L)
                .containsEntry("conn_src_port_flows", 0L)
                .containsEntry("conn_src_unique_ports", 0L);
    }

    @Test
    @DisplayName("a stream has the missing values; an array and a file have the same values")
    void sources() throws IOException {
        byte[] capture = TestTraffic.capture(11, 5000);
        Path file = Files.write(directory.resolve("capture.pcap"), capture);
        List<Map<String, Object>> ofArray = connections(CaptureFile.open(capture, "x"), settings(1));
        assertThat(ofArray).hasSizeGreaterThan(100);
        assertThat(connections(CaptureFile.open(file), settings(1))).isEqualTo(ofArray);
        InputStream stream = new ByteArrayInputStream(capture);
        assertThat(connections(CaptureFile.open(stream, "x"), settings(1)))
                .hasSameSizeAs(ofArray)
                .allSatisfy(values -> values.forEach((name, value) -> assertThat(value)
                        .as(name)
                        .isIn(name.endsWith("_community") && !name.contains("same") ? List.of(-1L) : MISSING)));
    }

    @Test
    @DisplayName("threads change nothing, estimates included")
    void threads() throws IOException {
        byte[] capture = TestTraffic.capture(12, 20_000);
        for (int exactHosts : new int[] {0, 100_000}) {
            Settings.Builder one = settings(1);
            one.set(SettingCatalog.EXACT_BETWEENNESS_HOSTS, exactHosts);
            Settings.Builder four = settings(4);
            four.set(SettingCatalog.EXACT_BETWEENNESS_HOSTS, exactHosts);
            List<FlowRecord> records = Extracts.records(capture, one);
            assertThat(records.get(0).get("conn_betweenness_exact")).isEqualTo(exactHosts > 0);
            assertThat(Extracts.lines(Extracts.records(capture, four))).isEqualTo(Extracts.lines(records));
        }
    }

    @Test
    @DisplayName("a capture of too many hosts has no graph, and its counts say so")
    void tooManyHosts() throws IOException {
        byte[] capture = conversations();
        Settings.Builder settings = settings(1);
        settings.set(SettingCatalog.MAX_HOST_GRAPH_ENTRIES, 3);
        try (FlowRecords records = Extraction.of(settings.build()).records(CaptureFile.open(capture, "x.pcap"))) {
            assertThat(records.next().get("conn_src_total_flows")).isEqualTo(0L);
            assertThat(records.counts().hostGraphsGivenUp()).isEqualTo(1);
            assertThat(records.counts().asMap()).containsEntry("host_graphs_given_up", 1L);
        }
        try (FlowRecords records = Extraction.of(settings(1).build()).records(CaptureFile.open(capture, "x.pcap"))) {
            assertThat(records.next().get("conn_src_total_flows")).isEqualTo(3L);
            assertThat(records.counts().hostGraphsGivenUp()).isZero();
        }
    }

    @Test
    @DisplayName("of a cut capture, the flows ahead of the damage are known, and the damage is reported")
    void damage() throws IOException {
        byte[] whole = conversations();
        byte[] cut = Arrays.copyOf(whole, whole.length - 10);
        List<FlowRecord> records = new ArrayList<>();
        try (FlowRecords all = Extraction.of(settings(1).build()).records(CaptureFile.open(cut, "cut.pcap"))) {
            assertThatThrownBy(() -> all.forEachRemaining(records::add)).hasCauseInstanceOf(CaptureException.class);
        }
        assertThat(records).hasSize(6);
        assertThat(records.get(0).get("conn_src_total_flows")).isEqualTo(3L);
    }

    @Test
    @DisplayName("only a selection with features of the group reads the capture twice")
    void secondReading() throws IOException {
        Path file = Files.write(directory.resolve("capture.pcap"), conversations());
        Settings.Builder others = settings(1);
        others.text(SettingCatalog.GROUPS, "timing", "test");
        try (CaptureReader capture = CaptureFile.open(file)) {
            assertThat(capture.captureId()).isNotEmpty();
            Files.delete(file);
            assertThat(Extraction.of(others.build()).records(capture).hasNext()).isTrue();
        }
    }

    private static Settings.Builder settings(int threads) {
        Settings.Builder settings = Settings.builder();
        settings.text(SettingCatalog.GROUPS, "connection", "test");
        settings.set(SettingCatalog.THREADS, threads);
        return settings;
    }

    private static List<Map<String, Object>> connections(CaptureReader capture, Settings.Builder settings)
            throws IOException {
        List<Map<String, Object>> values = new ArrayList<>();
        try (FlowRecords records = Extraction.of(settings.build()).records(capture)) {
            records.forEachRemaining(record -> values.add(connection(record)));
        }
        return values;
    }

    private static Map<String, Object> connection(FlowRecord record) {
        Map<String, Object> values = new TreeMap<>(record);
        values.keySet().removeIf(name -> !name.startsWith("conn_"));
        return values;
    }

    private static Arguments flow(String name, int number, String expected) {
        return arguments(named(name, number), expected);
    }
}
