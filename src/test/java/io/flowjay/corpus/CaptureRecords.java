package io.flowjay.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowjay.capture.CaptureException;
import io.flowjay.capture.CaptureFile;
import io.flowjay.record.ExtractionSettings;
import io.flowjay.record.FlowRecord;
import io.flowjay.record.FlowRecords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The records of a capture under default settings, up to where it is damaged, found by what tshark says of a packet. */
final class CaptureRecords {
    /** Two roundings of a time to microseconds and to a double. */
    private static final double TIME_ERROR = 2e-6;

    private final Map<String, List<FlowRecord>> byEnds = new HashMap<>();

    private CaptureRecords() {}

    static CaptureRecords of(Path capture) throws IOException {
        ExtractionSettings settings = new ExtractionSettings();
        settings.setThreads(1);
        CaptureRecords records = new CaptureRecords();
        try (FlowRecords all = settings.build().records(CaptureFile.open(capture))) {
            all.forEachRemaining(records::add);
        } catch (CaptureException e) {
            assertThat(e.reason()).isNotBlank();
        } catch (UncheckedIOException e) {
            assertThat(e.getCause()).isInstanceOf(CaptureException.class);
        }
        return records;
    }

    private void add(FlowRecord record) {
        String from = record.get("src_ip") + " " + record.get("src_port");
        String to = record.get("dst_ip") + " " + record.get("dst_port");
        byEnds.computeIfAbsent(key(String.valueOf(record.get("protocol")), from, to), ends -> new ArrayList<>())
                .add(record);
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
        return between(protocol, from, to)
                .filter(record -> number(record, "start_time") - TIME_ERROR <= time
                        && time <= number(record, "end_time") + TIME_ERROR)
                .findFirst()
                .orElse(null);
    }

    /** The records between the endpoints of a line of tshark's. */
    Stream<FlowRecord> between(int protocol, JsonNode packet) {
        return between(protocol, end(packet, "src", "sport"), end(packet, "dst", "dport"));
    }

    private Stream<FlowRecord> between(int protocol, String from, String to) {
        return byEnds.getOrDefault(key(Integer.toString(protocol), from, to), List.of()).stream();
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

    private static String key(String protocol, String from, String to) {
        return protocol + " " + (from.compareTo(to) < 0 ? from + " - " + to : to + " - " + from);
    }
}
