package io.flowjay.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowjay.capture.CaptureException;
import io.flowjay.capture.CaptureFile;
import io.flowjay.record.ExtractionSettings;
import io.flowjay.record.FlowRecord;
import io.flowjay.record.FlowRecords;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The records of a capture without idle timeout, by conversation: its two ends and its transport. A connection over used ports has
 * a record of its own.
 */
final class ConversationRecords {
    private static final double SECONDS = 1e-6;

    private final Map<String, List<FlowRecord>> conversations = new HashMap<>();

    private ConversationRecords() {}

    static ConversationRecords of(Path capture, String groups) throws IOException {
        ExtractionSettings settings = new ExtractionSettings();
        settings.setGroups("flow_meta," + groups);
        settings.setIdleTimeout(Duration.ZERO);
        settings.setThreads(1);
        ConversationRecords read = new ConversationRecords();
        try (FlowRecords all = settings.build().records(CaptureFile.open(capture))) {
            all.forEachRemaining(record -> read.conversations
                    .computeIfAbsent(key(record), key -> new ArrayList<>())
                    .add(record));
        } catch (CaptureException e) {
            assertThat(e.reason()).isNotBlank();
        }
        return read;
    }

    Collection<FlowRecord> all() {
        return conversations.values().stream().flatMap(List::stream).toList();
    }

    /** The record that one of tshark's messages is in: of its conversation the last that begins before; null without any. */
    @Nullable
    FlowRecord of(JsonNode message) {
        double time = message.path("ts").asDouble();
        FlowRecord found = null;
        for (FlowRecord record : conversations.getOrDefault(key(message), List.of())) {
            if (found == null || start(record) > start(found) == start(record) <= time + SECONDS) {
                found = record;
            }
        }
        return found;
    }

    /** Whether the record's initiator sent a message. */
    static boolean isFromInitiator(FlowRecord record, JsonNode message) {
        return end(record, "src").equals(end(message, "src", "sport"));
    }

    /** The conversation of a record, for messages. */
    static String key(FlowRecord record) {
        return key(String.valueOf(record.get("protocol")), end(record, "src"), end(record, "dst"));
    }

    private static String key(JsonNode message) {
        String protocol = message.path("transport").asText().equals("tcp") ? "6" : "17";
        return key(protocol, end(message, "src", "sport"), end(message, "dst", "dport"));
    }

    private static String key(String protocol, String a, String b) {
        return protocol + ' ' + (a.compareTo(b) < 0 ? a + " - " + b : b + " - " + a);
    }

    private static double start(FlowRecord record) {
        return record.get("start_time") instanceof Double time ? time : 0;
    }

    private static String end(FlowRecord record, String side) {
        return record.get(side + "_ip") + " " + record.get(side + "_port");
    }

    private static String end(JsonNode message, String address, String port) {
        return message.path(address).asText() + ' ' + message.path(port).asInt();
    }
}
