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
            JJ-CORE, JJ-EXTENDED, JJ-EXPERIMENTAL and FLOWJAY each hold the ones before. *Formula* is the exact definition,
            in the terms below. `FormulaTest` computes the formulas that are arithmetic; `TwinFeaturesTest` looks for twins.

            ## Terms of the formulas

            | Term | Meaning |
            |---|---|
            | `packets`, `fwd`, `bwd` | The packets of the flow; those from the initiator; those from the responder. Each fragment is a packet |
            | initiator | The side that the best evidence in the flow shows to have asked; `initiator_evidence` names it. It is not always the sender of the first packet |
            | end of a flow | A timeout, a limit or the end of the capture. Also both FINs or a RST, after which late segments still belong to the flow: for 10 s, and after each late segment for twice the pause before it, at least 10 s and at most 120 s |
            | `time` | Capture time. `first` and `last` go by the order in the capture, `min(time)` and gaps by time |
            | `len` | IP length of a packet: header and payload as the IP header states them, without the link layer |
            | `payload` | Bytes after the TCP, UDP, SCTP (12 bytes) or ICMP (8 bytes) header; for any other protocol, ICMPv6 too, after the IP headers. As sent: bytes that the capture does not hold count, padding does not |
            | `gap` | Seconds between packets that follow one another in time; n packets have n - 1. `gap(fwd)` is between packets of the initiator |
            | `x(fwd)`, `x(bwd)` | x of the packets of one side |
            | `any(c)`, `count(c)`, `share(c)` | Whether c holds for a packet; for how many; count(c) / count(packets) |
            | `distinct(x)` | Number of different values |
            | `mean`, `var`, `std` | sum / count; population variance, mean((x - mean(x))^2); sqrt(var). No feature is a skewness or kurtosis |
            | `svar`, `sstd` | Sample variance, sum((x - mean(x))^2) / (count - 1), null below two values; sqrt(svar) |
            | `median`, `p90`, ... | Percentiles of type 7 of Hyndman and Fan (1996), the default of NumPy and R: linear between the sorted values at position (count - 1) * 90 / 100, counted from 0 |
            | `mode(x)` | The most frequent value; of several, the one that comes first in the flow |
            | `H(x)` | Shannon entropy to base 2, in bits: -sum(p * log2(p)), p the share of each different value |
            | `sample` | Payload bytes as captured, the first `entropy-sample-size` (256) of each side, TCP and UDP only, in the order of the capture. TCP bytes that were sent before are left out; a segment that fills a hole is taken when it comes. `sample` is both sides together |
            | ClientHello, ServerHello | The first that came whole, in clear text. A HelloRetryRequest is not a ServerHello |
            | flags | The TCP flags of a packet: "FIN, SYN" has both. A packet whose flags the capture does not hold has none and is left out of `tcp_rtt`, `tcp_sequence`, `tcp_window` and `tcp_options` |
            | `next` | The highest sequence number that the side has sent so far, plus 1. A SYN with another number starts anew. RST packets do not count |
            | late | Has payload, SYN or FIN and starts before `next`. No RST |
            | hole | Sequence numbers that a packet beyond `next` jumped over and that no packet has filled. The last 64 are kept |
            | repeated ACK | An ACK without payload, SYN, FIN and RST that acknowledges the highest number that its side has acknowledged before |
            | ACK of a RST | Counts as ACK in `tcp_ack_count` and `tcp_ack_*_count` and ends an `ack_rtt` or `echo_rtt`. It acknowledges nothing for duplicates, retransmissions and the handshake, and its window counts only as the first one |
            | `echo_rtt` | Seconds from the first packet with a TSval to the first ACK of the other side that echoes it. The packet has payload, SYN or FIN, and a TSval newer than all before. Left out: times not between 0 and 60 s, echoes of TSvals older than one that was echoed, more than 1,024 that wait (the oldest) |
            | `ack_rtt` | Seconds from a packet with payload to the first ACK that covers it; an ACK gives one time, that of the newest packet it covers. Left out: packets with a byte that was sent before or is sent again (Karn, RFC 6298), times not between 0 and 60 s, more than 1,024 that wait |
            | scaled window | Window field * 2^shift; the shift is 0 in a SYN, and for both sides unless both offer the window scale option |
            | S, D | The hosts of the initiator and of the responder, in all flows of the capture |

            `a / b` is the missing value if b is 0. A statistic without values is the missing value: null where the reference's schema says so, else
            0. Then 0 can also mean that there is nothing to compute from. Such formulas say "0 also" or name the case. All features of a
            protocol have their missing value in a flow without it; `connection` also in a capture that is read once or has too many hosts.

            A formula that is the name of another feature makes the feature its twin: both have the same value in every record.

            Units: `flag` true or false, or 1 or 0; `text`; `number` a number of a protocol or a rank, which measures nothing; `bitmap` a sum of the
            listed bits; `ratio` a quotient of equal units; `mixed` a row of different units.

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
            case EMPTY -> feature.type().isArray() ? "[]" : "\"\"";
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
