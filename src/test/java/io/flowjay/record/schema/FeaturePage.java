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
            JJ-CORE, JJ-EXTENDED, JJ-EXPERIMENTAL and FLOWJAY each hold the ones before. *Formula* is the feature's exact definition; a
            feature whose formula is the name of another one is its twin, and has the same value in every record.

            ## Terms of the formulas

            | Term | Meaning |
            |---|---|
            | `packets`, `fwd`, `bwd` | The flow's packets; those from the initiator; those from the responder. The initiator is the side that the best evidence in the flow shows to have asked (`initiator_evidence`), not the sender of the first packet |
            | end of a flow | A flow ends by a timeout, a limit or the end of the capture. A TCP flow also ends after both FINs or a RST, when late segments have stayed away for 10 s, or for twice the pause before the last late segment (at most 120 s); late segments belong to the flow |
            | `len` | IP length of a packet in bytes: header and payload as the IP header states it, without the link layer. Each fragment is a packet |
            | `payload` | Payload of TCP, UDP or SCTP in a packet, in bytes as sent; of another protocol, what follows its IP headers. What the capture does not hold counts too |
            | `gap` | Difference in time between packets that follow one another in order of time, in seconds: n packets have n - 1 gaps. `gap(fwd)`, `gap(bwd)`: between packets of one side |
            | `x(fwd)`, `x(bwd)` | x over the packets of one side only |
            | `count(c)` | Number of packets that c holds for, or of the values of c. `distinct(x)`: number of different values of x |
            | `sum min max mean` | Of all values; mean = sum / count |
            | `var`, `std` | Population variance: mean((x - mean(x))^2); std = sqrt(var) |
            | `svar`, `sstd` | Sample variance: sum((x - mean(x))^2) / (count - 1); sstd = sqrt(svar). Missing below two values |
            | `pNN(x)` | Percentile of type 7 of Hyndman and Fan (1996), as numpy and R have by default: linear between the values in order at position (count - 1) * NN / 100, from 0. `median` = p50 |
            | `mode(x)` | Value that occurs most; of several, the one that comes first in the flow |
            | `H(x)` | Shannon entropy in bits: -sum(p * log2(p)) over the different values of x, p their shares |
            | `share(c)` | count(c) / count(packets) |
            | `a / b` | The missing value when b is 0 |
            | `first(x)`, `last(x)` | By the order in the capture |
            | `SYN`, `FIN`, ... | TCP packets with the flag. A packet whose flags the capture does not hold has none and is not counted by them |

            Statistics of no values are missing. *Missing* is `0` for many features because the reference's schema says so: such a 0 can mean
            "nothing to compute from" as well as a value of 0, and formulas say where. Units: `flag` true or false (or 1 or 0), `text`, `number`
            a number that names something or that a protocol defines and that measures nothing, `bitmap` a sum of the bits that are
            listed, `ratio` a quotient without a unit, `mixed` a row of different units.

            ## In every record

            | Field | Type | Description |
            |---|---|---|
            """;
    private static final String TABLE_HEAD = """
            | Feature | Type | Unit | Missing | Packets | Privacy | Profile | Description | Formula |
            |---|---|---|---|---|---|---|---|---|
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
                feature.description(),
                code(feature.formula()));
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
