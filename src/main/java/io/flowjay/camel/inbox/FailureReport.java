package io.flowjay.camel.inbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.flowjay.camel.CaptureRecords;
import io.flowjay.capture.CaptureException;
import io.flowjay.flow.CaptureCounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.util.ObjectHelper;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the {@code NAME.error.json} beside a capture that goes to {@code .failed/}: the reason, the offset in the capture
 * where that is known, what became of its packets, and how many of its records had been delivered before.
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
    static FailureReport of(Exchange exchange, Path file, Instant time) {
        Throwable failure = exchange.getException();
        CaptureException damage = ObjectHelper.getException(CaptureException.class, failure);
        CaptureRecords records = exchange.getProperty(CaptureRecords.PROPERTY, CaptureRecords.class);
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("capture", String.valueOf(file.getFileName()));
        fields.put("time", time.toString());
        fields.put("reason", damage != null ? damage.reason() : reason(failure));
        fields.put("offset", damage != null ? damage.offset() : null);
        fields.put("records_acknowledged", records == null ? 0 : records.recordsAcknowledged());
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

    /** Writes the report whole or not at all. */
    void write(Path directory, String capture) throws IOException {
        Files.createDirectories(directory);
        Path partial = directory.resolve("." + fileName(capture) + ".partial");
        JSON.writeValue(partial.toFile(), fields);
        Files.move(partial, directory.resolve(fileName(capture)), StandardCopyOption.REPLACE_EXISTING);
    }

    private static String reason(@Nullable Throwable failure) {
        Throwable cause = failure;
        while (cause != null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause);
    }
}
