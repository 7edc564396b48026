package io.flowjay.camel;

import io.flowjay.delivery.KafkaSink;
import io.flowjay.record.Extraction;
import io.flowjay.record.format.RecordFormats;
import io.flowjay.record.sink.RecordDestination;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.util.Map;
import org.apiguardian.api.API;

/** Whether the settings of records on a topic fit together. */
@API(status = API.Status.INTERNAL)
public final class TopicSettings {
    private TopicSettings() {}

    /**
     * Checks the settings of records on a topic, and reads the files of the schema registry's client if it is used. Connects to nothing.
     *
     * @throws io.flowjay.settings.SettingException naming the setting that does not fit, and what is valid
     */
    public static void check(Settings settings) {
        checkFormat(settings);
        RecordDestination.of(KafkaSink.NAME, Map.of(), settings)
                .check(Extraction.of(settings).columns());
    }

    /**
     * Checks that messages can have the format.
     *
     * @throws io.flowjay.settings.SettingException if only files can have it
     */
    static void checkFormat(Settings settings) {
        String format = settings.get(SettingCatalog.FORMAT);
        if (format.isEmpty()
                || RecordFormats.find(format).isPresent()
                || !RecordDestination.forms().contains(format)) {
            return;
        }
        throw settings.reject(
                SettingCatalog.FORMAT,
                settings.get(SettingCatalog.FILES).isEmpty()
                        ? "is for files only: for files set " + SettingCatalog.FILES.property() + " (--files DIR)"
                        : "is for files only, and the records of " + SettingCatalog.LIVE.property()
                                + "=true go to a topic",
                String.join(", ", RecordFormats.names()));
    }
}
