package io.flowjay.record.format;

import io.flowjay.settings.Settings;
import java.util.List;
import org.apiguardian.api.API;

/**
 * What the bytes of a record are: NDJSON, CSV. A format is found by its name among the {@link java.util.ServiceLoader providers} of this
 * interface, so an application adds its own with a file {@code META-INF/services/io.flowjay.record.format.RecordFormat}. A provider
 * has a public constructor without parameters and no state; it must load without the libraries that its encoder needs.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public interface RecordFormat {
    /** The name in the setting {@code flowjay.format}, in lower case. */
    String name();

    /** The media type of a file of records, for example {@code text/csv}. */
    String mediaType();

    /** Extensions of file names that choose this format, in lower case and without a point. */
    List<String> extensions();

    /**
     * Checks, before any capture is read, that records can be written with some settings.
     *
     * @throws io.flowjay.settings.SettingException saying which setting is wrong, and why
     */
    default void check(Settings settings) {}

    /**
     * Makes an encoder of the records of files and streams, for one thread.
     *
     * @param columns the fields of the records
     * @param settings the settings of the format
     */
    RecordEncoder encoder(RecordColumns columns, Settings settings);

    /**
     * Makes an encoder of records that are messages of their own, as on Kafka, for one thread.
     *
     * @param columns the fields of the records
     * @param settings the settings of the format
     */
    default RecordEncoder messageEncoder(RecordColumns columns, Settings settings) {
        return encoder(columns, settings);
    }

    /**
     * Makes what a file holds besides its records.
     *
     * @param columns the fields of the records
     * @param settings the settings of the format
     */
    RecordFile file(RecordColumns columns, Settings settings);
}
