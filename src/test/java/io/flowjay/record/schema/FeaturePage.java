package io.flowjay.record.schema;

import io.flowjay.feature.Feature;
import io.flowjay.feature.FeatureType;
import io.flowjay.feature.catalog.FeatureCatalog;
import io.flowjay.record.ExtraField;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The catalogue as a page of Markdown. */
final class FeaturePage {
    private static final String HEAD = """
            # Features

            Every field of a record; `flowjay catalog` prints the same as JSON or JSON Schema. A record holds them in this order, except that
            those of profile FLOWJAY come after all others. This page is made by `mvn test -Dtest=GeneratedFilesTest -Dflowjay.regenerate=true`.

            *Missing* is what a record holds where a feature has no value. *Packets* says which packets count: `fwd` those of the initiator,
            `bwd` those of the responder, `both` all. *Privacy* is `safe` for statistics that identify nobody, `sensitive` for what narrows
            down who communicated, `high` for what identifies a host or a person. *Profile* is the first profile that holds the feature;
            JJ-CORE, JJ-EXTENDED, JJ-EXPERIMENTAL and FLOWJAY each hold the ones before.

            ## In every record

            | Field | Type | Description |
            |---|---|---|
            """;
    private static final String TABLE_HEAD = """
            | Feature | Type | Unit | Missing | Packets | Privacy | Profile | Description |
            |---|---|---|---|---|---|---|---|
            """;

    private FeaturePage() {}

    static String text() {
        return HEAD
                + ExtraField.all().stream().map(FeaturePage::row).collect(Collectors.joining())
                + FeatureCatalog.groups().stream().map(FeaturePage::table).collect(Collectors.joining());
    }

    private static String table(String group) {
        return "\n## " + group + "\n\n" + TABLE_HEAD
                + FeatureCatalog.features().stream()
                        .filter(feature -> feature.group().equals(group))
                        .map(FeaturePage::row)
                        .collect(Collectors.joining());
    }

    private static String row(ExtraField<?> field) {
        return row(code(field.name()), field.isNullable() ? "string or null" : "string", field.description());
    }

    private static String row(Feature feature) {
        return row(
                code(feature.name()),
                feature.type().schemaName(),
                feature.unit(),
                code(missing(feature)),
                packets(feature),
                feature.privacy().name().toLowerCase(Locale.ROOT),
                feature.profile().text(),
                feature.description());
    }

    private static String missing(Feature feature) {
        return switch (feature.missing()) {
            case NAN -> "null";
            case ZERO -> feature.type() == FeatureType.BOOL ? "false" : "0";
            case EMPTY -> feature.type() == FeatureType.ARRAY ? "[]" : "\"\"";
            case SENTINEL -> feature.sentinel() instanceof String text ? '"' + text + '"' : "" + feature.sentinel();
        };
    }

    private static String packets(Feature feature) {
        return switch (feature.direction()) {
            case BIDIR -> "both";
            case SRC_TO_DST -> "fwd";
            case DST_TO_SRC -> "bwd";
        };
    }

    private static String code(String text) {
        return '`' + text + '`';
    }

    private static String row(String... cells) {
        return Arrays.stream(cells)
                .map(cell -> cell.replace("|", "\\|"))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
