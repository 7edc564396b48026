package io.flowjay.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowjay.capture.CaptureFile;
import io.flowjay.packet.Ignored;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Records of the sample capture against tshark's conversations. */
class SampleRecordsTest {
    private static final Map<String, String> PROTOCOLS =
            Map.of("icmp", "1", "tcp", "6", "udp", "17", "icmpv6", "58", "sctp", "132");

    /** Conversations by column name. */
    private static List<Map<String, String>> conversations;

    /** Records without any timeout, by conversation. */
    private static Map<String, List<JsonNode>> records;

    @BeforeAll
    static void extract() throws IOException {
        conversations = conversations();
        Settings.Builder settings = Settings.builder();
        settings.set(SettingCatalog.IDLE_TIMEOUT, Duration.ZERO);
        settings.text(SettingCatalog.FIN_RST_MODE, "never", "test");
        records = byConversation(settings);
    }

    static Stream<Arguments> columns() {
        return Stream.of(
                column("packets forward", "packets_fwd", "packets_fwd"),
                column("packets backward", "packets_bwd", "packets_bwd"),
                column("IP bytes forward", "ip_bytes_fwd", "bytes_fwd"),
                column("IP bytes backward", "ip_bytes_bwd", "bytes_bwd"),
                column("payload forward", "payload_fwd", "payload_bytes_fwd"),
                column("payload backward", "payload_bwd", "payload_bytes_bwd"),
                column("time of the first packet", "first_ts", "start_time"),
                column("time of the last packet", "last_ts", "end_time"));
    }

    @Test
    @DisplayName("each conversation is one record, and there are no others")
    void conversationsAreRecords() {
        assertThat(records.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        conversations.stream().map(SampleRecordsTest::key).toList());
        assertThat(records.values()).allSatisfy(flows -> assertThat(flows).hasSize(1));
    }

    @ParameterizedTest
    @MethodSource("columns")
    void valuesAreThoseOfTshark(String column, String field) {
        for (Map<String, String> conversation : conversations) {
            String expected = Objects.requireNonNull(conversation.get(column), column);
            if (!expected.equals("-")) {
                assertThat(records.get(key(conversation)).get(0).get(field).decimalValue())
                        .as("%s of %s", field, key(conversation))
                        .isEqualByComparingTo(new BigDecimal(expected));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "sni, tls_sni, quic_sni",
        "ja3, ja3_hash, quic_ja3_hash",
        "ja3s, ja3s_hash, quic_ja3s_hash",
        "hassh, ssh_hassh, ",
        "hassh_server, ssh_hassh_server, ",
        "dns_name, dns_query_name, dns_query_name"
    })
    void namesAndFingerprintsAreThoseOfTshark(String column, String overTcp, @Nullable String overUdp) {
        for (Map<String, String> conversation : conversations) {
            String field = conversation.get("proto").equals("udp") ? overUdp : overTcp;
            if (field != null) {
                assertThat(records.get(key(conversation)).get(0).get(field).textValue())
                        .as("%s of %s", field, key(conversation))
                        .isEqualTo(conversation.get(column).replaceFirst("^-$", ""));
            }
        }
    }

    @Test
    @DisplayName("by default only a gap above 60 s makes two records of a conversation, and none loses a packet")
    void defaultsCutAtGaps() throws IOException {
        Map<String, List<JsonNode>> cut = byConversation(Settings.builder());
        for (Map<String, String> conversation : conversations) {
            String key = key(conversation);
            assertThat(cut.get(key)).as(key).hasSize(conversation.get("note").contains("longest_gap=") ? 2 : 1);
            long packets = cut.get(key).stream()
                    .mapToLong(record -> record.get("total_packets").asLong())
                    .sum();
            assertThat(packets)
                    .as(key)
                    .isEqualTo(Long.parseLong(conversation.get("packets_fwd"))
                            + Long.parseLong(conversation.get("packets_bwd")));
        }
    }

    @Test
    @DisplayName("every packet is in a flow, but for two of ARP")
    void everyPacketIsCounted() throws IOException {
        try (FlowRecords all =
                Extraction.of(Settings.DEFAULT).records(CaptureFile.open(Extracts.sample(), "sample.pcapng"))) {
            all.forEachRemaining(record -> {});
            assertThat(all.counts().packetsRead()).isEqualTo(figure("packets"));
            assertThat(all.counts().ignored())
                    .isEqualTo(Map.of(Ignored.NOT_IP, figure("packets that are not IP (ARP)")));
            assertThat(all.counts().packetsInFlows())
                    .isEqualTo(figure("packets") - figure("packets that are not IP (ARP)"));
        }
    }

    private static Map<String, List<JsonNode>> byConversation(Settings.Builder settings) throws IOException {
        return StrictJson.trees(Extracts.lines(Extracts.records(Extracts.sample(), settings))).stream()
                .collect(Collectors.groupingBy(
                        record -> Stream.of("protocol", "src_ip", "src_port", "dst_ip", "dst_port")
                                .map(field -> record.get(field).asText())
                                .collect(Collectors.joining(" "))));
    }

    private static String key(Map<String, String> conversation) {
        return Stream.of("proto", "initiator_ip", "initiator_port", "responder_ip", "responder_port")
                .map(conversation::get)
                .map(value -> value.equals("-") ? "0" : PROTOCOLS.getOrDefault(value, value))
                .collect(Collectors.joining(" "));
    }

    private static List<Map<String, String>> conversations() throws IOException {
        List<String[]> rows = lines().filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t", -1))
                .toList();
        List<Map<String, String>> conversations = new ArrayList<>();
        for (String[] row : rows.subList(1, rows.size())) {
            Map<String, String> conversation = new HashMap<>();
            for (int i = 0; i < row.length; i++) {
                conversation.put(rows.get(0)[i], row[i]);
            }
            conversations.add(conversation);
        }
        return conversations;
    }

    /** A figure from the table's head. */
    private static long figure(String name) throws IOException {
        String start = "# " + name + ": ";
        return lines().filter(line -> line.startsWith(start))
                .map(line -> Long.parseLong(line.substring(start.length())))
                .findFirst()
                .orElseGet(() -> fail("no figure " + name));
    }

    private static Stream<String> lines() throws IOException {
        try (InputStream in = SampleRecordsTest.class.getResourceAsStream("/io/flowjay/sample/expected.tsv")) {
            return new String(Objects.requireNonNull(in, "expected.tsv").readAllBytes(), StandardCharsets.UTF_8)
                    .lines();
        }
    }

    private static Arguments column(String name, String column, String field) {
        return arguments(named(name, column), field);
    }
}
