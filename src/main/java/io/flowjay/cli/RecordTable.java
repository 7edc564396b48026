package io.flowjay.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Records as lines of a table: time, 5-tuple, packets, bytes and a few features. */
final class RecordTable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

    private final PrintStream out;
    private boolean started;

    RecordTable(PrintStream out) {
        this.out = out;
    }

    /**
     * Prints a record.
     *
     * @throws IOException when the value is no JSON object
     */
    void print(byte @Nullable [] value) throws IOException {
        JsonNode record = value == null ? null : JSON.readTree(value);
        if (record == null || !record.isObject()) {
            throw new IOException("a value of the topic is no record");
        }
        if (!started) {
            started = true;
            print(
                    "TIME (UTC)",
                    "PROTO",
                    "APPLICATION",
                    "SOURCE",
                    "DESTINATION",
                    "PACKETS",
                    "BYTES",
                    "DURATION",
                    "IAT MEAN",
                    "PKT MEAN",
                    "END");
        }
        print(
                time(record.path("start_time")),
                protocol(record.path("protocol")),
                record.path("application").asText("-"),
                endpoint(record, "src"),
                endpoint(record, "dst"),
                record.path("total_packets").asText("-"),
                record.path("total_bytes").asText("-"),
                number(record.path("duration"), "%.3f s"),
                number(record.path("iat_mean"), "%.4f s"),
                number(record.path("pkt_len_mean"), "%.1f"),
                record.path("flow_end_reason").asText("-"));
    }

    /** One write a line: the log may go to the same terminal. */
    private void print(Object... columns) {
        out.print(String.format(
                Locale.ROOT, "%-12s  %-6s  %-16s  %-31s  %-31s  %7s  %9s  %10s  %10s  %8s  %s%n", columns));
        out.flush();
    }

    private static String time(JsonNode seconds) {
        return seconds.isNumber() ? TIME.format(Instant.ofEpochMilli(Math.round(seconds.doubleValue() * 1000))) : "-";
    }

    private static String protocol(JsonNode number) {
        return number.isInt() ? ProtocolNames.of(number.intValue()) : "-";
    }

    private static String endpoint(JsonNode record, String side) {
        String address = record.path(side + "_ip").asText("-");
        int port = record.path(side + "_port").asInt(0);
        if (port == 0) {
            return address;
        }
        return (address.indexOf(':') < 0 ? address : "[" + address + "]") + ":" + port;
    }

    private static String number(JsonNode value, String format) {
        return value.isNumber() ? String.format(Locale.ROOT, format, value.doubleValue()) : "-";
    }
}
