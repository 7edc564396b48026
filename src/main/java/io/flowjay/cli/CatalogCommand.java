package io.flowjay.cli;

import io.flowjay.feature.Feature;
import io.flowjay.feature.catalog.FeatureCatalog;
import io.flowjay.record.Extraction;
import io.flowjay.record.FieldNames;
import io.flowjay.record.avro.AvroFormat;
import io.flowjay.record.schema.AsyncApi;
import io.flowjay.record.schema.FeatureCatalogJson;
import io.flowjay.record.schema.RecordSchema;
import io.flowjay.settings.Scope;
import io.flowjay.settings.Setting;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code flowjay catalog}: every feature that a record can hold. */
@Command(
        name = "catalog",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Version.class,
        description = {
            "Lists every feature: id, type, unit, missing value, privacy, profile, description = formula.",
            "The options for features and names decide about the Avro schema, and those for names about the JSON Schema and AsyncAPI."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  flowjay catalog",
            "  flowjay catalog --format json-schema > record.schema.json",
            "  flowjay catalog --format avro --profile JJ-CORE"
        })
final class CatalogCommand implements Runnable, SettingCommand {
    /** How the catalogue is printed; the names are what users write. */
    enum Format {
        TABLE("table"),
        JSON("json"),
        JSON_SCHEMA("json-schema"),
        ASYNCAPI("asyncapi"),
        AVRO("avro");

        private final String text;

        Format(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }

        static Format of(String name) {
            return Arrays.stream(values())
                    .filter(format -> format.text.equalsIgnoreCase(name))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("unknown format \"" + name + "\"; valid: "
                            + Arrays.stream(values()).map(Format::toString).collect(Collectors.joining(", "))));
        }
    }

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES}. Default: table.")
    private Format format = Format.TABLE;

    private final SettingOptions options =
            SettingOptions.of(EnumSet.noneOf(Scope.class), KnownSchemas.DECIDING.toArray(Setting<?>[]::new));

    @Override
    public void run() {
        CommandSpec command = Objects.requireNonNull(spec);
        PrintWriter out = command.commandLine().getOut();
        try {
            Settings.Builder settings = Settings.builder();
            options.apply(command.commandLine().getParseResult(), settings);
            print(out, settings.build());
        } catch (IllegalArgumentException e) {
            throw Errors.usage(command, e);
        }
        out.flush();
    }

    private void print(PrintWriter out, Settings settings) {
        Extraction extraction = Extraction.of(settings);
        FieldNames fieldNames = extraction.fieldNames();
        switch (format) {
            case TABLE -> table(out, FeatureCatalog.features());
            case JSON -> out.print(FeatureCatalogJson.text());
            case JSON_SCHEMA -> out.print(RecordSchema.text(fieldNames));
            case ASYNCAPI -> out.print(settings.apply(SettingCatalog.FIELD_NAMES, () -> AsyncApi.text(fieldNames)));
            case AVRO ->
                out.println(AvroFormat.schema(extraction.columns(), settings).text());
        }
    }

    @Override
    public SettingOptions options() {
        return options;
    }

    private static void table(PrintWriter out, List<Feature> features) {
        int id = features.stream()
                .mapToInt(feature -> feature.id().length())
                .max()
                .orElse(0);
        String row = "%-" + id + "s  %-7s  %-16s  %-8s  %-9s  %-15s  %s%n";
        out.printf(row, "ID", "TYPE", "UNIT", "MISSING", "PRIVACY", "PROFILE", "DESCRIPTION = FORMULA");
        for (Feature feature : features) {
            out.printf(
                    row,
                    feature.id(),
                    feature.type().schemaName(),
                    feature.unit(),
                    missing(feature),
                    feature.privacy().name().toLowerCase(Locale.ROOT),
                    feature.profile().text(),
                    feature.description() + " = " + feature.formula());
        }
        out.printf("%n%d features in the groups %s%n", features.size(), String.join(", ", FeatureCatalog.groups()));
    }

    private static String missing(Feature feature) {
        return switch (feature.missing()) {
            case NAN -> "null";
            case ZERO -> "0";
            case EMPTY -> "empty";
            case SENTINEL -> String.valueOf(feature.sentinel());
        };
    }
}
