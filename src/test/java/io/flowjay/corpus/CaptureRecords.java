package io.flowjay.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowjay.capture.CaptureException;
import io.flowjay.capture.CaptureFile;
import io.flowjay.packet.IpProtocol;
import io.flowjay.record.Extraction;
import io.flowjay.record.FlowRecord;
import io.flowjay.record.FlowRecords;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The records of a capture, up to where it is damaged, found by what tshark says of a packet. */
final class CaptureRecords {
    /** Two roundings of a time to microseconds and to a double. */
    private static final double TIME_ERROR = 2e-6;

    private final Map<String, List<FlowRecord>> byEnds = new HashMap<>();

    private CaptureRecords() {}

    static CaptureRecords of(Path capture) throws IOException {
        return of(capture, Settings.builder());
    }

    /** Without idle timeout, and only with some groups of features. */
    static CaptureRecords ofWholeConversations(Path capture, String groups) throws IOException {
        Settings.Builder settings = Settings.builder();
        settings.text(SettingCatalog.GROUPS, "flow_meta," + groups, "test");
        settings.set(SettingCatalog.IDLE_TIMEOUT, Duration.ZERO);
        return of(capture, settings);
    }

    private static CaptureRecords of(Path capture, Settings.Builder settings) throws IOException {
        settings.set(SettingCatalog.THREADS, 1);
        CaptureRecords records = new CaptureRecords();
        try (FlowRecords all = Extraction.of(settings.build()).records(CaptureFile.open(capture))) {
            all.forEachRemaining(records::add);
        } catch (CaptureException e) {
            assertThat(e.reason()).isNotBlank();
        } catch (UncheckedIOException e) {
            assertThat(e.getCause()).isInstanceOf(CaptureException.class);
        }
        return records;
    }

    private void add(FlowRecord record) {
        byEnds.computeIfAbsent(key(record), ends -> new ArrayList<>()).add(record);
    }

    /** Protocol number and endpoints of a record, the same for both directions. */
    static String key(FlowRecord record) {
        return key(String.valueOf(record.get("protocol")), end(record, "src"), end(record, "dst"));
    }

    private static String end(FlowRecord record, String side) {
        return record.get(side + "_ip") + " " + record.get(side + "_port");
    }

    /** Whether the record's initiator sent a packet, of which this is a line of tshark's. */
    static boolean isFromInitiator(FlowRecord record, JsonNode packet) {
        return end(record, "src").equals(end(packet, "src", "sport"));
    }

    /** The record of the flow that a message over TCP or UDP belongs to, likewise; null without one. */
    @Nullable
    FlowRecord of(JsonNode message) {
        return of(protocol(message), message);
    }

    private static int protocol(JsonNode message) {
        return message.path("transport").asText().equals("tcp") ? IpProtocol.TCP : IpProtocol.UDP;
    }

    /** The record of the flow that a packet belongs to, by the endpoints and time of a line of tshark's; null without one. */
    @Nullable
    FlowRecord of(int protocol, JsonNode packet) {
        return of(
                protocol,
                end(packet, "src", "sport"),
                end(packet, "dst", "dport"),
                packet.path("ts").asDouble());
    }

    /** The same by endpoints, {@code ADDRESS PORT}, and time in seconds. */
    @Nullable
    FlowRecord of(int protocol, String from, String to, double time) {
        return between(key(Integer.toString(protocol), from, to)).stream()
                .filter(record -> number(record, "start_time") - TIME_ERROR <= time
                        && time <= number(record, "end_time") + TIME_ERROR)
                .findFirst()
                .orElse(null);
    }

    /** The records between the endpoints of a line of tshark's. */
    Stream<FlowRecord> between(int protocol, JsonNode packet) {
        return between(key(protocol, packet)).stream();
    }

    /** The records of a {@link #key}; none when there are none. */
    List<FlowRecord> between(String key) {
        return byEnds.getOrDefault(key, List.of());
    }

    private static String end(JsonNode packet, String address, String port) {
        return packet.path(address).asText() + ' ' + packet.path(port).asInt();
    }

    Stream<FlowRecord> all() {
        return byEnds.values().stream().flatMap(List::stream);
    }

    private static double number(FlowRecord record, String name) {
        Object value = record.get(name);
        return value instanceof Number number ? number.doubleValue() : 0;
    }

    /** The same of a message over TCP or UDP. */
    static String key(JsonNode message) {
        return key(protocol(message), message);
    }

    private static String key(int protocol, JsonNode packet) {
        return key(Integer.toString(protocol), end(packet, "src", "sport"), end(packet, "dst", "dport"));
    }

    /** The same by protocol number and endpoints, {@code ADDRESS PORT}. */
    static String key(String protocol, String from, String to) {
        return protocol + " " + (from.compareTo(to) < 0 ? from + " - " + to : to + " - " + from);
    }
}
