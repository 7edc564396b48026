package io.flowjay.record.sink;

import io.flowjay.names.NearestName;
import io.flowjay.record.format.Providers;
import io.flowjay.record.format.RecordColumns;
import io.flowjay.record.format.RecordFormat;
import io.flowjay.record.format.RecordFormats;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Where records go and in which form: chosen by {@code flowjay.format}, and by a file's name or a sink's. {@code flows.csv.zst} is CSV compressed by
 * Zstandard; a name that says nothing means NDJSON, uncompressed; one that promises something else is refused. The setting wins over the name, but cannot put one form of records into
 * a file whose sink has another one.
 *
 * @param sink what writes them
 * @param target where to, and in which format
 * @param settings the settings of both
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record RecordDestination(RecordSink sink, SinkTarget target, Settings settings) {
    private static final Providers<RecordSink> SINKS = new Providers<>(RecordSink.class, RecordSink::name);

    /**
     * Chooses the sink, the format and the compression.
     *
     * @param file the file; null for standard output, which {@code -} means too
     * @throws io.flowjay.settings.SettingException for an unknown format, with the known ones; for a format that the file's name
     *     excludes; and for settings that the format or the sink refuses
     * @throws IllegalArgumentException for an empty name, and for one whose ending promises a compression or a form of data that the file
     *     would not have, with the valid endings
     */
    public static RecordDestination of(@Nullable Path file, Settings settings) {
        return of(file, String.valueOf(file), settings);
    }

    /**
     * Chooses as {@link #of(Path, Settings)} does.
     *
     * @param named what gives the file its name, for the message about a format that the name excludes
     */
    @API(status = API.Status.INTERNAL)
    public static RecordDestination of(@Nullable Path file, String named, Settings settings) {
        if (file != null && file.toString().isEmpty()) {
            throw new IllegalArgumentException("the name of the output is empty; valid: a file, - for standard output");
        }
        Extension extension = Extension.of(file);
        Optional<RecordFormat> ofName = RecordFormats.ofExtension(extension.form);
        RecordSink sink = ofName.isEmpty() ? sinkOf(extension.form) : sink(FileSink.NAME);
        String given = settings.get(SettingCatalog.FORMAT);
        RecordFormat format = null;
        if (given.isEmpty()) {
            String usual = sink.usualFormat();
            format = sink.hasOwnForm() ? null : ofName.orElseGet(() -> RecordFormats.of(settings, usual));
        } else {
            format = RecordFormats.find(given).orElse(null);
            boolean fits = format != null && !sink.hasOwnForm();
            if (format == null) {
                RecordSink own = ofForm(given).orElseThrow(() -> unknown(given, settings));
                fits = ofName.isEmpty()
                        && (sink.name().equals(FileSink.NAME) || sink.name().equals(given));
                sink = fits ? own : sink;
            }
            if (!fits) {
                String holds = ofName.map(RecordFormat::name).orElse(sink.name());
                throw settings.reject(
                        SettingCatalog.FORMAT,
                        "cannot be written to " + named + ", which is a file of " + holds,
                        holds);
            }
        }
        if (sink.hasOwnForm() && extension.compression != FileCompression.NONE) {
            throw new IllegalArgumentException(file + ": a file of " + sink.name()
                    + " is not compressed as a whole; leave out ." + extension.compression.extension());
        }
        boolean isKnown = ofName.isPresent() || sink.extensions().contains(extension.form);
        if (file != null && !isKnown) {
            checkEnding(file, extension.form, !given.isEmpty());
        }
        if (format != null) {
            format.check(settings);
        }
        sink.check(settings);
        return new RecordDestination(sink, new SinkTarget(file, format, extension.compression, Map.of()), settings);
    }

    /**
     * The sink of a name, whose settings say where to, such as {@code kafka}.
     *
     * @param sinkName its name
     * @param properties what else it takes, by its own names
     * @throws io.flowjay.settings.SettingException for a format that is unknown or has another sink, with the valid ones; and for settings
     *     that the format or the sink refuses
     * @throws IllegalArgumentException for an unknown sink, with the known ones
     */
    public static RecordDestination of(String sinkName, Map<String, String> properties, Settings settings) {
        RecordSink sink = sink(sinkName);
        RecordFormat format = null;
        if (!sink.hasOwnForm()) {
            String given = settings.get(SettingCatalog.FORMAT);
            if (ofForm(given).isPresent()) {
                throw settings.reject(
                        SettingCatalog.FORMAT,
                        "cannot be used with the sink " + sinkName,
                        String.join(", ", RecordFormats.names()));
            }
            format = RecordFormats.of(settings, sink.usualFormat());
        }
        sink.check(settings);
        return new RecordDestination(sink, new SinkTarget(null, format, FileCompression.NONE, properties), settings);
    }

    /**
     * The sink of a name, for applications that open it themselves.
     *
     * @throws IllegalArgumentException for an unknown name, with the known ones
     */
    public static RecordSink sink(String name) {
        return SINKS.find(name).orElseThrow(() -> {
            List<String> known = SINKS.names();
            return new IllegalArgumentException("the sink \"" + name + "\" is unknown" + NearestName.hint(name, known)
                    + "; valid: " + String.join(", ", known));
        });
    }

    /**
     * Checks, before any capture is read, that the records of some columns can be written.
     *
     * @throws io.flowjay.settings.SettingException saying which setting is wrong, and why
     */
    public void check(RecordColumns columns) {
        RecordFormat format = target.format();
        if (format != null) {
            format.file(columns, settings);
        }
    }

    /** Opens the sink for the records of some columns. */
    public RecordOutput<?> open(RecordColumns columns) throws IOException {
        return sink.open(target, columns, settings);
    }

    /** @param chosen whether a setting chose the format, so that the name is free */
    private static void checkEnding(Path file, String ending, boolean chosen) {
        if (ForeignEndings.isCompression(ending)) {
            throw new IllegalArgumentException(file + ": files cannot be compressed to ." + ending + "; valid: "
                    + points(FileCompression.extensions()));
        }
        if (!chosen && ForeignEndings.isFormat(ending)) {
            List<String> valid = Stream.concat(
                            RecordFormats.extensions().stream(),
                            SINKS.all().stream().flatMap(sink -> sink.extensions().stream()))
                    .toList();
            throw new IllegalArgumentException(file + ": records cannot be written as ." + ending + "; valid: "
                    + points(valid) + "; with " + SettingCatalog.FORMAT.property() + " set, any name");
        }
    }

    private static String points(List<String> extensions) {
        return extensions.stream().map(extension -> '.' + extension).collect(Collectors.joining(", "));
    }

    /** The sink that an extension chooses; otherwise a file. */
    private static RecordSink sinkOf(String extension) {
        return (extension.isEmpty()
                        ? Optional.<RecordSink>empty()
                        : SINKS.first(sink -> sink.extensions().contains(extension)))
                .orElseGet(() -> sink(FileSink.NAME));
    }

    /** The sink whose form of records has a name. */
    private static Optional<RecordSink> ofForm(String name) {
        return SINKS.first(sink -> sink.hasOwnForm() && sink.name().equals(name));
    }

    private static RuntimeException unknown(String given, Settings settings) {
        List<String> known = forms();
        return settings.reject(
                SettingCatalog.FORMAT, "is unknown" + NearestName.hint(given, known), String.join(", ", known));
    }

    /** The values of {@code flowjay.format} for a file: the names of the formats, then of the sinks with a form of their own. */
    public static List<String> forms() {
        return Stream.concat(
                        RecordFormats.names().stream(),
                        SINKS.all().stream().filter(RecordSink::hasOwnForm).map(RecordSink::name))
                .toList();
    }

    /**
     * What the name of a file says of its content.
     *
     * @param form extension that names the form of records, in lower case and without a point; empty if there is none
     * @param compression what the last extension says
     */
    private record Extension(String form, FileCompression compression) {
        static Extension of(@Nullable Path file) {
            Path name = file == null ? null : file.getFileName();
            if (name == null) {
                return new Extension("", FileCompression.NONE);
            }
            String text = name.toString().toLowerCase(Locale.ROOT);
            FileCompression compression =
                    FileCompression.ofExtension(last(text)).orElse(FileCompression.NONE);
            if (compression != FileCompression.NONE) {
                text = text.substring(0, text.lastIndexOf('.'));
            }
            return new Extension(last(text), compression);
        }

        private static String last(String name) {
            int point = name.lastIndexOf('.');
            return point < 1 ? "" : name.substring(point + 1);
        }
    }
}
