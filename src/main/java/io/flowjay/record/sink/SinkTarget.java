package io.flowjay.record.sink;

import io.flowjay.record.format.RecordFormat;
import java.nio.file.Path;
import java.util.Map;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Where a sink writes, and how.
 *
 * @param file the file; null for standard output, or where the settings of the sink say where to
 * @param format what the bytes of a record are; null for a sink with a form of its own
 * @param compression how the file is compressed
 * @param properties what else the sink takes, by its own names; for Kafka: settings of its client
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record SinkTarget(
        @Nullable Path file,
        @Nullable RecordFormat format,
        FileCompression compression,
        Map<String, String> properties) {
    public SinkTarget {
        properties = Map.copyOf(properties);
    }
}
