package io.flowjay.camel.files;

import io.flowjay.record.Extraction;
import io.flowjay.record.format.RecordColumns;
import io.flowjay.record.sink.RecordDestination;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.nio.file.Path;
import org.apiguardian.api.API;

/** Whether the settings of files of records fit together. */
@API(status = API.Status.INTERNAL)
public final class FilesSettings {
    private static final String USUAL_EXTENSION = "ndjson";

    private FilesSettings() {}

    /**
     * Checks the settings of files, and of records as far as files need them. Does nothing if {@code flowjay.files} is empty.
     *
     * @throws io.flowjay.settings.SettingException naming the setting that does not fit, and what is valid
     */
    public static void check(Settings settings) {
        if (settings.get(SettingCatalog.FILES).isEmpty()) {
            return;
        }
        Path example = Path.of("NAME." + extension(settings));
        String named = example + " of " + SettingCatalog.FILES_EXTENSION.property() + " \""
                + settings.text(SettingCatalog.FILES_EXTENSION) + "\" ("
                + settings.source(SettingCatalog.FILES_EXTENSION) + ')';
        RecordColumns columns = Extraction.of(settings).columns();
        settings.apply(SettingCatalog.FILES_EXTENSION, () -> RecordDestination.of(example, named, settings))
                .check(columns);
        new Partitions(settings, columns);
        if (rolls(settings) && settings.get(SettingCatalog.TAKE)) {
            throw settings.reject(
                    SettingCatalog.FILES_ROLL_INTERVAL,
                    "does not go together with " + SettingCatalog.TAKE.property()
                            + "=true: a worker is done with each offered capture before it takes the next one",
                    "0");
        }
    }

    /** What the names of the files end in, without a dot in front. */
    static String extension(Settings settings) {
        String named = settings.get(SettingCatalog.FILES_EXTENSION);
        String format = settings.get(SettingCatalog.FORMAT);
        String usual = format.isEmpty() ? USUAL_EXTENSION : format;
        return named.isEmpty() ? usual : named;
    }

    /** Whether captures share files. */
    static boolean rolls(Settings settings) {
        return settings.get(SettingCatalog.FILES_ROLL_INTERVAL).toNanos() > 0;
    }
}
