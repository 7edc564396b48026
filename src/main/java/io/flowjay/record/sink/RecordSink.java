package io.flowjay.record.sink;

import io.flowjay.record.format.RecordColumns;
import io.flowjay.record.format.RecordFormats;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Where records go: a file or standard output, a Parquet file, a topic. A sink is found by its name among the
 * {@link java.util.ServiceLoader providers} of this interface, so an application adds its own with a file
 * {@code META-INF/services/io.flowjay.record.sink.RecordSink}. A provider has a public constructor without parameters and no state; it
 * must load without the libraries that its output needs.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public interface RecordSink {
    /** The name, in lower case. For a sink whose records have a form of their own it is also a value of {@code flowjay.format}. */
    String name();

    /** Whether records have a form of their own here; otherwise the sink takes bytes of any format. */
    boolean hasOwnForm();

    /** The name of the format that records have here where {@code flowjay.format} is empty and no file name says another one. */
    default String usualFormat() {
        return RecordFormats.OF_FILES;
    }

    /** Extensions of file names that choose this sink, in lower case and without a point. */
    default List<String> extensions() {
        return List.of();
    }

    /**
     * Checks, before any capture is read, that records can be written with some settings.
     *
     * @throws io.flowjay.settings.SettingException saying which setting is wrong, and why
     */
    default void check(Settings settings) {}

    /**
     * Opens an output.
     *
     * @param target where to, and in which format
     * @param columns the fields of the records
     * @param settings the settings of the sink and of the format
     */
    RecordOutput<?> open(SinkTarget target, RecordColumns columns, Settings settings) throws IOException;
}
