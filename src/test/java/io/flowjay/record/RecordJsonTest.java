package io.flowjay.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowjay.flow.FlowEnd;
import io.flowjay.json.WellFormed;
import io.flowjay.packet.IpProtocol;
import io.flowjay.settings.Settings;
import io.flowjay.testing.Captures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A record as JSON text. */
class RecordJsonTest {
    @Test
    @DisplayName("each record of the sample is one line of strict JSON with the fields and values of the map")
    void linesAreStrictJson() throws IOException {
        List<FlowRecord> records = Extracts.records(Extracts.sample(), Extracts.everything());
        byte[] lines = Extracts.lines(records);
        assertThat(new String(lines, StandardCharsets.UTF_8).lines()).hasSize(records.size());
        assertThat(lines).endsWith('\n');
        List<JsonNode> trees = StrictJson.trees(lines);
        assertThat(trees).hasSameSizeAs(records);
        for (int i = 0; i < trees.size(); i++) {
            List<String> names = new ArrayList<>();
            trees.get(i).fieldNames().forEachRemaining(names::add);
            assertThat(names).containsExactlyElementsOf(records.get(i).keySet());
            for (Map.Entry<String, Object> entry : records.get(i).entrySet()) {
                assertThat(value(trees.get(i).get(entry.getKey())))
                        .as(entry.getKey())
                        .isEqualTo(entry.getValue());
            }
        }
    }

    private static Object value(JsonNode json) {
        if (json.isArray()) {
            List<Object> values = new ArrayList<>();
            json.forEach(item -> values.add(value(item)));
            return values;
        }
        if (json.isNumber()) {
            return json.isIntegralNumber() ? (Object) json.longValue() : (Object) json.doubleValue();
        }
        return json.isNull() ? null : json.isBoolean() ? (Object) json.booleanValue() : json.textValue();
    }

    static Stream<Arguments> captures() {
        long nanos = 1_773_739_800_250_450_666L;
        byte[] frame = TestFrames.udp(1, 2, 40000, 53, 10);
        return Stream.of(
                arguments(
                        named(
                                "microseconds",
                                Captures.pcap().packet(nanos, frame).toBytes()),
                        "1773739800.250450"),
                arguments(
                        named(
                                "nanoseconds",
                                Captures.pcap()
                                        .nanoseconds()
                                        .packet(nanos, frame)
                                        .toBytes()),
                        "1773739800.250450666"),
                arguments(named("pcapng", Captures.pcapng().packet(nanos, frame).toBytes()), "1773739800.250450"));
    }

    @ParameterizedTest
    @MethodSource("captures")
    void timesHaveTheDigitsOfTheCapture(byte[] capture, String digits) throws IOException {
        String line = new String(Extracts.lines(Extracts.records(capture, Settings.builder())), StandardCharsets.UTF_8);
        for (String field : List.of("start_time", "end_time", "time_first", "time_last")) {
            assertThat(line).contains("\"" + field + "\":" + digits + ",");
        }
    }

    @Test
    @DisplayName("a count beyond 31 bits stays positive")
    void largeCountsArePositive() throws IOException {
        JsonNode record = json("a.pcap", """
                0 c - 2147483647 2147483647
                1 c - 2147483647 2147483647
                2 s - 2147483647 0
                """);
        assertThat(record.get("total_bytes").bigIntegerValue()).isEqualTo(6442450941L);
        assertThat(record.get("bytes_fwd").bigIntegerValue()).isEqualTo(4294967294L);
        assertThat(record.get("payload_bytes_total").bigIntegerValue()).isEqualTo(4294967294L);
    }

    static Stream<Arguments> extremeFlows() {
        return Stream.of(
                arguments(named("one packet", "5 c - 40 12")),
                arguments(named("one empty packet", "5 c - 0 0")),
                arguments(named("packets at the same time", "5 c - 40 12\n5 c - 40 12\n5 s - 40 12")),
                arguments(named("times from end to end of a long", "-9223372036 c - 40 0\n9223372036 s - 40 0")),
                arguments(named("the shortest gap", "0 c - 40 0\n0.000000001 c - 2147483647 0")),
                arguments(named("time running backwards", "9 c - 40 0\n8 s - 40 0\n7 c - 40 0")));
    }

    @ParameterizedTest
    @MethodSource("extremeFlows")
    void numbersAreFinite(String packets) throws IOException {
        JsonNode record = json("a.pcap", packets);
        for (Map.Entry<String, JsonNode> field : record.properties()) {
            assertThat(field.getValue().asText()).as(field.getKey()).doesNotContain("NaN", "Inf");
            if (field.getValue().isNumber()) {
                assertThat(Double.isFinite(field.getValue().doubleValue()))
                        .as(field.getKey())
                        .isTrue();
            }
        }
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                text("plain", "a.pcap", "a.pcap"),
                text("umlaut", "\u00e4.pcap", "\u00e4.pcap"),
                text("pair of surrogates", "\ud83d\ude00.pcap", "\ud83d\ude00.pcap"),
                text("high surrogate alone", "a\ud83db", "a\ufffdb"),
                text("low surrogate alone", "a\ude00b", "a\ufffdb"),
                text("high surrogate at the end", "a\ud83d", "a\ufffd"),
                text("pair the wrong way round", "\ude00\ud83d", "\ufffd\ufffd"),
                text("high surrogate ahead of a pair", "\ud83d\ud83d\ude00", "\ufffd\ud83d\ude00"),
                text("control characters", "a\u0000\n\u001f\u007f", "a\u0000\n\u001f\u007f"),
                text("quotes", "\"\\\b", "\"\\\b"),
                text("line separators of JavaScript", "\u2028\u2029", "\u2028\u2029"),
                text("empty", "", ""));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void textIsWellFormed(String text, String expected) throws IOException {
        FlowRecord record = Extracts.record(Extracts.everything(), text, IpProtocol.UDP, FlowEnd.END, "0 c - 40 12");
        assertThat(record.get("capture")).isEqualTo(expected);
        byte[] line = Extracts.lines(List.of(record));
        assertThat(StrictJson.tree(line).get("capture").textValue()).isEqualTo(expected);
        assertThat(new String(line, StandardCharsets.UTF_8).chars().filter(c -> c == '\n'))
                .hasSize(1);
        assertThat(WellFormed.text(text)).isEqualTo(expected);
    }

    private static JsonNode json(String capture, String packets) throws IOException {
        FlowRecord record = Extracts.record(Extracts.everything(), capture, IpProtocol.UDP, FlowEnd.IDLE, packets);
        return StrictJson.tree(Extracts.lines(List.of(record)));
    }

    private static Arguments text(String name, String text, String expected) {
        return arguments(named(name, text), expected);
    }
}
