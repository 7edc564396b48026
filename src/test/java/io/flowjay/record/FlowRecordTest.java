package io.flowjay.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.flowjay.feature.Feature;
import io.flowjay.flow.FlowEnd;
import io.flowjay.packet.IpProtocol;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import io.flowjay.testing.RecordFields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A record as a map. */
class FlowRecordTest {
    private static final String HANDSHAKE = """
            1700000000.25 c S 60 0
            1700000000.50 s SA 60 0
            1700000001.25 c A 52 0
            """;

    static Stream<Arguments> values() {
        return Stream.of(
                arguments("flow_end_reason", "capture_end"),
                arguments("capture", "a.pcap"),
                arguments("src_ip", "10.0.0.9"),
                arguments("dst_port", 443L),
                arguments("total_packets", 3L),
                arguments("start_time", 1700000000.25),
                arguments("duration", 1.0),
                arguments("iat_max", 0.75),
                arguments("iat_bwd_mean", null),
                arguments("tcp_is_tcp", true),
                arguments("tcp_reset_close", false),
                arguments("hdr_desc", "IP-TCP"),
                arguments("iat_sequence", List.of(0.25, 0.75)),
                arguments("splt_lengths", List.of(60L, 60L, 52L)),
                arguments("splt_directions", List.of(1L, -1L, 1L)),
                arguments(
                        "splt", List.of(List.of(60.0, 0.0, 1.0), List.of(60.0, 0.25, -1.0), List.of(52.0, 0.75, 1.0))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("values")
    void holdsAValueOfTheFieldsType(String field, Object value) {
        FlowRecord record = handshake();
        assertThat(record.get(field)).isEqualTo(value);
        assertThat(record.containsKey(field)).isTrue();
        assertThat(new HashMap<>(record)).containsEntry(field, value);
    }

    @Test
    @DisplayName("an unknown field is absent, whatever the type of the key")
    void unknownFields() {
        FlowRecord record = handshake();
        for (Object key : new Object[] {"iat_average", "timing.iat_mean", "", 1, null}) {
            assertThat(record.get(key)).as("%s", key).isNull();
            assertThat(record.containsKey(key)).as("%s", key).isFalse();
        }
        assertThat(record.getOrDefault("iat_average", 7)).isEqualTo(7);
        assertThat(record.getOrDefault("iat_bwd_mean", 7)).isNull();
    }

    @Test
    @DisplayName("fields come in the order of the catalogue, after those of every record")
    void fieldsAreInOrder() {
        List<String> expected = new ArrayList<>(RecordFields.OF_EVERY_RECORD);
        Extraction.of(Extracts.everything().build()).selection.features().stream()
                .map(Feature::name)
                .forEach(expected::add);
        FlowRecord record = handshake();
        assertThat(record.keySet()).containsExactlyElementsOf(expected);
        assertThat(record).hasSize(expected.size());
        assertThat(record.entrySet()).hasSize(expected.size());
    }

    @Test
    @DisplayName("entries hold the same as get, and end")
    void entriesAgreeWithGet() {
        FlowRecord record = handshake();
        Iterator<Map.Entry<String, Object>> entries = record.entrySet().iterator();
        for (int i = 0; i < record.size(); i++) {
            Map.Entry<String, Object> entry = entries.next();
            assertThat(entry.getValue()).as(entry.getKey()).isEqualTo(record.get(entry.getKey()));
        }
        assertThat(entries.hasNext()).isFalse();
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(entries::next);
    }

    @Test
    @DisplayName("a selection leaves features out, never the fields of every record")
    void selectionLeavesFeaturesOut() {
        Settings.Builder settings = Settings.builder();
        settings.text(SettingCatalog.FEATURES, "duration,iat_mean", "test");
        List<String> expected = new ArrayList<>(RecordFields.OF_EVERY_RECORD);
        expected.addAll(List.of("duration", "iat_mean"));
        FlowRecord record = Extracts.record(settings, "a.pcap", IpProtocol.TCP, FlowEnd.END, HANDSHAKE);
        assertThat(record.keySet()).containsExactlyElementsOf(expected);
        assertThat(record.containsKey("total_packets")).isFalse();
        assertThat(record.get("duration")).isEqualTo(1.0);
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                change("put", record -> record.put("capture", "b")),
                change("put of a new field", record -> record.put("new", "b")),
                change("putAll", record -> record.putAll(Map.of("capture", "b"))),
                change("remove", record -> record.remove("capture")),
                change("clear", Map::clear),
                change("replace", record -> record.replace("capture", "b")),
                change("merge", record -> record.merge("capture", "b", (a, b) -> b)),
                change(
                        "entry.setValue",
                        record -> record.entrySet().iterator().next().setValue("b")),
                change("entries.clear", record -> record.entrySet().clear()),
                change("keys.remove", record -> record.keySet().remove("capture")),
                change("values.removeIf", record -> record.values().removeIf(value -> true)));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void isReadOnly(Consumer<Map<String, Object>> change) {
        FlowRecord record = handshake();
        Map<String, Object> before = new LinkedHashMap<>(record);
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> change.accept(record));
        assertThat(new LinkedHashMap<>(record)).isEqualTo(before);
    }

    @Test
    @DisplayName("equals and hashCode are those of a map")
    void equalsAsAMap() {
        FlowRecord record = handshake();
        Map<String, Object> copy = new HashMap<>(record);
        assertThat(record.equals(copy)).isTrue();
        assertThat(copy.equals(record)).isTrue();
        assertThat(record.hashCode()).isEqualTo(copy.hashCode());
        assertThat(record.equals(handshake())).isTrue();
        copy.put("total_packets", 4L);
        assertThat(record.equals(copy)).isFalse();
        assertThat(copy.equals(record)).isFalse();
        assertThat(record.equals(Extracts.record(
                        Extracts.everything(), "b.pcap", IpProtocol.TCP, FlowEnd.CAPTURE_END, HANDSHAKE)))
                .isFalse();
    }

    private static FlowRecord handshake() {
        return Extracts.record(Extracts.everything(), "a.pcap", IpProtocol.TCP, FlowEnd.CAPTURE_END, HANDSHAKE);
    }

    private static Arguments change(String name, Consumer<Map<String, Object>> change) {
        return arguments(named(name, change));
    }
}
