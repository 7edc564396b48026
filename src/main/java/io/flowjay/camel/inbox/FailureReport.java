package io.flowjay.camel.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.flowjay.camel.CaptureFileState;
import io.flowjay.camel.CaptureRecords;
import io.flowjay.camel.FilesUnavailableException;
import io.flowjay.capture.CaptureException;
import io.flowjay.capture.LimitException;
import io.flowjay.flow.CaptureCounts;
import io.flowjay.registry.RegistryException;
import io.flowjay.spill.SpillException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.util.ObjectHelper;
import org.jspecify.annotations.Nullable;

/**
 * The content of the {@code NAME.error.json} beside a capture that goes to {@code .failed/}: the reason, the offset in the capture
 * where that is known, the limit that it exceeded if it did, the file's size and time, what became of its packets, and how many of its
 * records had been delivered before.
 *
 * @param fields the report's fields, in order
 */
record FailureReport(Map<String, @Nullable Object> fields) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** The name of the report about a capture of the given name. */
    static String fileName(String capture) {
        return capture + ".error.json";
    }

    /** The report about an exchange that failed. */
    static FailureReport of(Exchange exchange, Path file, @Nullable CaptureFileState state, Instant time) {
        Throwable failure = exchange.getException();
        CaptureException damage = ObjectHelper.getException(CaptureException.class, failure);
        CaptureRecords records = exchange.getProperty(CaptureRecords.PROPERTY, CaptureRecords.class);
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("capture", String.valueOf(file.getFileName()));
        fields.put("time", time.toString());
        fields.put("reason", damage != null ? damage.reason() : reason(failure));
        fields.put("offset", damage != null ? damage.offset() : null);
        if (damage instanceof LimitException limit) {
            fields.put("limit", limit.setting());
            fields.put("limit_value", limit.value());
        }
        if (state != null) {
            fields.put("size", state.size());
            fields.put("modified", state.modified().toString());
        }
        fields.put("records_delivered", records == null ? 0 : records.recordsDelivered());
        fields.put("records_dead_lettered", records == null ? 0 : records.recordsDeadLettered());
        fields.put("records_uncertain", records == null ? 0 : records.recordsRead() - records.recordsAcknowledged());
        fields.putAll((records == null ? new CaptureCounts() : records.counts()).asMap());
        return new FailureReport(fields);
    }

    /** Why the exchange failed, in one line. */
    String reason() {
        Object offset = fields.get("offset");
        String reason = String.valueOf(fields.get("reason")).replaceAll("\\s*\\R\\s*", " ");
        return offset == null ? reason : "offset " + offset + ": " + reason;
    }

    /** The report without counts, and with a reason of at most some characters. */
    FailureReport shortened(int mostReason) {
        Map<String, @Nullable Object> kept = new LinkedHashMap<>();
        for (String name : List.of(
                "capture",
                "time",
                "reason",
                "offset",
                "size",
                "modified",
                "records_delivered",
                "records_dead_lettered")) {
            Object value = fields.get(name);
            kept.put(
                    name,
                    value instanceof String text && text.length() > mostReason ? text.substring(0, mostReason) : value);
        }
        return new FailureReport(kept);
    }

    /** Writes the report whole or not at all. The directory is made; the one that holds it is not. */
    void write(Path directory, String capture) throws IOException {
        Relocation.makeDirectory(directory);
        Path report = directory.resolve(fileName(capture));
        Path partial = Relocation.partial(report);
        try {
            JSON.writeValue(partial.toFile(), fields);
            Files.move(partial, report, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.deleteIfExists(partial);
            throw e;
        }
    }

    /** The report in one line. */
    String text() {
        try {
            return JSON.writer().without(SerializationFeature.INDENT_OUTPUT).writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("plain values are JSON", e);
        }
    }

    private static String reason(@Nullable Throwable failure) {
        // What they say is a sentence of its own.
        for (Class<? extends Throwable> type : List.of(SpillException.class, RegistryException.class)) {
            Throwable own = ObjectHelper.getException(type, failure);
            if (own != null) {
                return String.valueOf(own.getMessage());
            }
        }
        FilesUnavailableException files = ObjectHelper.getException(FilesUnavailableException.class, failure);
        if (files != null) {
            return String.valueOf(files.getMessage());
        }
        Throwable cause = failure;
        while (cause != null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause);
    }
}
