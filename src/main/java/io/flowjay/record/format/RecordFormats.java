package io.flowjay.record.format;

import io.flowjay.names.NearestName;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/** The formats on the class path: FlowJay's, and those that an application adds. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class RecordFormats {
    /** The format of files and streams for which neither a setting nor a name chooses another one. */
    public static final String OF_FILES = "ndjson";

    private static final Providers<RecordFormat> PROVIDERS = new Providers<>(RecordFormat.class, RecordFormat::name);

    private RecordFormats() {}

    /** The format of a name. */
    public static Optional<RecordFormat> find(String name) {
        return PROVIDERS.find(name);
    }

    /** The format that an extension of file names chooses, without a point and in lower case. */
    public static Optional<RecordFormat> ofExtension(String extension) {
        return extension.isEmpty()
                ? Optional.empty()
                : PROVIDERS.first(format -> format.extensions().contains(extension));
    }

    /** The extensions of file names that choose a format, without a point and in lower case. */
    public static List<String> extensions() {
        return PROVIDERS.all().stream()
                .flatMap(format -> format.extensions().stream())
                .toList();
    }

    /** The names of all formats. */
    public static List<String> names() {
        return PROVIDERS.names();
    }

    /**
     * The format that {@code flowjay.format} names.
     *
     * @param otherwise the name of the format where the setting is empty
     * @throws io.flowjay.settings.SettingException for an unknown name, with the known ones, and for settings that the format refuses
     */
    public static RecordFormat of(Settings settings, String otherwise) {
        String given = settings.get(SettingCatalog.FORMAT);
        String name = given.isEmpty() ? otherwise : given;
        RecordFormat format = find(name).orElseThrow(() -> {
            List<String> known = names();
            return settings.reject(
                    SettingCatalog.FORMAT, "is unknown" + NearestName.hint(name, known), String.join(", ", known));
        });
        format.check(settings);
        return format;
    }
}
