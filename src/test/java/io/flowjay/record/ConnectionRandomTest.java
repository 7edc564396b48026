package io.flowjay.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flowjay.graph.BruteForce;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import io.flowjay.testing.Captures;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Group connection of random captures against loops over all records, and {@link BruteForce}; one thread and three, twice each. */
class ConnectionRandomTest {
    private static final int MOST_HOSTS = 12;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @DisplayName("every value is that of the loops")
    void randomCaptures(long seed) throws IOException {
        byte[] capture = capture(new Random(seed));
        List<FlowRecord> records = Extracts.records(capture, settings(1));
        byte[] lines = Extracts.lines(records);
        assertThat(Extracts.lines(Extracts.records(capture, settings(1)))).isEqualTo(lines);
        assertThat(Extracts.lines(Extracts.records(capture, settings(3)))).isEqualTo(lines);
        List<String> hosts = hosts(records);
        boolean[][] edges = new boolean[hosts.size()][hosts.size()];
        records.forEach(record -> edges[hosts.indexOf(host(record, "src"))][hosts.indexOf(host(record, "dst"))] = true);
        double[] betweenness = BruteForce.betweenness(edges);
        double[] clustering = BruteForce.clustering(edges);
        for (FlowRecord record : records) {
            counts(records, record).forEach((name, expected) -> assertThat(number(record, name))
                    .as("%s of %s", name, record)
                    .isEqualTo(expected));
            for (String side : List.of("src", "dst")) {
                int host = hosts.indexOf(host(record, side));
                assertThat(decimal(record, "conn_" + side + "_betweenness")).isCloseTo(betweenness[host], within(1e-9));
                assertThat(decimal(record, "conn_" + side + "_clustering")).isCloseTo(clustering[host], within(1e-9));
            }
            boolean together = number(record, "conn_src_community") == number(record, "conn_dst_community");
            assertThat(record.get("conn_same_community")).isEqualTo(together);
        }
    }

    /** What each count is, from all records. */
    private static Map<String, Long> counts(List<FlowRecord> records, FlowRecord own) {
        Map<String, Long> all = new TreeMap<>();
        String source = host(own, "src");
        String destination = host(own, "dst");
        Predicate<FlowRecord> from = record -> host(record, "src").equals(source);
        Predicate<FlowRecord> to = record -> host(record, "dst").equals(destination);
        boolean ports = number(own, "protocol") != 89;
        Predicate<FlowRecord> samePort =
                record -> number(record, "protocol") != 89 && number(record, "dst_port") == number(own, "dst_port");
        all.put("conn_src_total_flows", count(records, from));
        all.put("conn_dst_total_flows", count(records, to));
        all.put("conn_src_dst_flows", count(records, from.and(to)));
        all.put("conn_src_port_flows", ports ? count(records, from.and(samePort)) : 0);
        all.put("conn_src_unique_dsts", distinct(records, from, record -> host(record, "dst")));
        all.put("conn_src_out_degree", distinct(records, from, record -> host(record, "dst")));
        all.put("conn_dst_unique_srcs", distinct(records, to, record -> host(record, "src")));
        all.put("conn_dst_in_degree", distinct(records, to, record -> host(record, "src")));
        all.put(
                "conn_src_unique_ports",
                distinct(
                        records,
                        from.and(record -> number(record, "protocol") != 89),
                        record -> number(record, "dst_port")));
        all.put("conn_src_total_packets", moved(records, source, "packets_fwd", "packets_bwd"));
        all.put("conn_src_total_bytes", moved(records, source, "bytes_fwd", "bytes_bwd"));
        all.put("conn_dst_total_packets", moved(records, destination, "packets_bwd", "packets_fwd"));
        all.put("conn_dst_total_bytes", moved(records, destination, "bytes_bwd", "bytes_fwd"));
        return all;
    }

    private static long count(List<FlowRecord> records, Predicate<FlowRecord> which) {
        return records.stream().filter(which).count();
    }

    private static long distinct(
            List<FlowRecord> records, Predicate<FlowRecord> which, Function<FlowRecord, Object> value) {
        return records.stream().filter(which).map(value).distinct().count();
    }

    /** What a host sent, or was sent, by its part in each flow. */
    private static long moved(List<FlowRecord> records, String host, String asInitiator, String asResponder) {
        long sum = 0;
        for (FlowRecord record : records) {
            sum += host(record, "src").equals(host) ? number(record, asInitiator) : 0;
            sum += host(record, "dst").equals(host) ? number(record, asResponder) : 0;
        }
        return sum;
    }

    /** Flows among few hosts, some of a host with itself, some of a protocol without ports. */
    private static byte[] capture(Random random) {
        Captures capture = Captures.pcap();
        int hosts = 1 + random.nextInt(MOST_HOSTS);
        int flows = 1 + random.nextInt(3 * hosts);
        long nanos = 0;
        for (int flow = 0; flow < flows; flow++) {
            int client = 1 + random.nextInt(hosts);
            int server = 1 + random.nextInt(hosts);
            int port = 50 + random.nextInt(4);
            int own = 1000 + flow;
            boolean hasPorts = random.nextInt(6) > 0;
            for (int packet = random.nextInt(4); packet >= 0; packet--) {
                nanos += 1_000_000;
                boolean forward = packet == 0 || random.nextBoolean();
                byte[] frame = forward
                        ? TestFrames.udp(client, server, own, port, random.nextInt(40))
                        : TestFrames.udp(server, client, port, own, random.nextInt(40));
                if (!hasPorts) {
                    frame[14 + 9] = 89;
                }
                capture.packet(nanos, frame);
            }
        }
        return capture.toBytes();
    }

    /** The hosts of the capture. */
    private static List<String> hosts(List<FlowRecord> records) {
        return records.stream()
                .flatMap(record -> Stream.of(host(record, "src"), host(record, "dst")))
                .distinct()
                .toList();
    }

    private static String host(FlowRecord record, String side) {
        return String.valueOf(record.get(side + "_ip"));
    }

    private static long number(FlowRecord record, String name) {
        return ((Number) record.get(name)).longValue();
    }

    private static double decimal(FlowRecord record, String name) {
        return ((Number) record.get(name)).doubleValue();
    }

    private static Settings.Builder settings(int threads) {
        Settings.Builder settings = Settings.builder();
        settings.text(SettingCatalog.GROUPS, "flow_meta,connection", "test");
        settings.set(SettingCatalog.THREADS, threads);
        return settings;
    }
}
