package io.flowjay.camel.files;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flowjay.camel.FilesUnavailableException;
import io.flowjay.record.Extraction;
import io.flowjay.record.RecordShape;
import io.flowjay.record.format.RecordColumns;
import io.flowjay.settings.Scope;
import io.flowjay.settings.Section;
import io.flowjay.settings.Setting;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Where files of records go and what they hold: what does not change from one capture to the next.
 *
 * @param extension what the names of the files end in
 * @param columns what the records hold
 * @param fingerprint of the settings that decide about the records
 * @param form the settings that decide about the files
 */
record FilesTarget(
        Settings settings,
        FileManifest manifest,
        String extension,
        RecordColumns columns,
        String fingerprint,
        String form) {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** They say where the files are and which captures share one, not what is in them. */
    private static final Set<Setting<?>> WITHOUT_EFFECT_ON_CONTENT =
            Set.of(SettingCatalog.FILES, SettingCatalog.FILES_ROLL_INTERVAL, SettingCatalog.FILES_ROLL_RECORDS);

    /** @throws io.flowjay.settings.SettingException for settings that do not fit together */
    static FilesTarget of(Settings settings) {
        FilesSettings.check(settings);
        return new FilesTarget(
                settings,
                new FileManifest(Path.of(settings.get(SettingCatalog.FILES))),
                FilesSettings.extension(settings),
                Extraction.of(settings).columns(),
                RecordShape.of(settings).fingerprint(),
                form(settings));
    }

    private static String form(Settings settings) {
        ObjectNode form = JSON.createObjectNode();
        for (Setting<?> setting : SettingCatalog.all()) {
            boolean decides = setting.scope() == Scope.OUTPUT || setting.section() == Section.FILES;
            if (decides
                    && !WITHOUT_EFFECT_ON_CONTENT.contains(setting)
                    && !settings.text(setting).equals(setting.defaultText())) {
                form.put(setting.name(), settings.text(setting));
            }
        }
        return form.toString();
    }

    /** A note of the manifest about files with these settings. */
    FileNote note(List<FileNote.Capture> captures, boolean whole, List<String> files) {
        return new FileNote(captures, fingerprint, form, whole, files, List.of());
    }

    /** What a step fails with when the files cannot be written. */
    IOException unavailable(IOException e) {
        // The end of the service interrupts the thread, which closes its files.
        return Thread.currentThread().isInterrupted()
                ? new InterruptedIOException(String.valueOf(e.getMessage()))
                : new FilesUnavailableException(manifest.directory(), e);
    }
}
