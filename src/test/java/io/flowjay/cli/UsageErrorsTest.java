package io.flowjay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Wrong usage: exit code 2, and what would have been right. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UsageErrorsTest {
    static Stream<Arguments> settings() {
        return Stream.of(
                wrong("group", "--features bogus", "\"bogus\"", "all, flow_meta, timing, size, tcp", "iat_mean"),
                wrong("feature", "--features iat_mean,iat_meen", "\"iat_meen\"", "iat_mean"),
                wrong("feature of a group", "--features timing.bogus", "\"timing.bogus\""),
                wrong("nothing is left", "--features src_port --no-include-ports", "src_port"),
                wrong("profile", "--profile JJ", "JJ-CORE, JJ-EXTENDED, JJ-EXPERIMENTAL, FLOWJAY"),
                wrong("fin-rst mode", "--fin-rst-mode last", "both, first, never"),
                wrong("no unit", "--idle-timeout 60", "--idle-timeout", "'60' lacks a unit", "us, ms, s, m, h, d"),
                wrong("no duration", "--active-timeout abc", "--active-timeout", "'abc'", "60s, 500ms, 5m, 1h or 0"),
                wrong("negative duration", "--burst-threshold -1s", "--burst-threshold", "'-1s'"),
                wrong("duration too long", "--idle-timeout 999999999d", "--idle-timeout", "or less"),
                wrong("negative packets", "--max-flow-packets -1", "--max-flow-packets", "-1"),
                wrong("negative flows", "--max-open-flows -5", "--max-open-flows", "-5"),
                wrong("no flows", "--max-open-flows 0", "--max-open-flows", "0"),
                wrong("negative length", "--max-sequence-length -1", "--max-sequence-length", "-1"),
                wrong("negative bytes", "--entropy-sample-bytes -1", "--entropy-sample-bytes", "0 to 1048576"),
                wrong("negative threads", "--threads -1", "threads", "-1"),
                wrong("no number", "--threads many", "--threads", "'many'"),
                wrong("sampling rate 2", "--sampling-rate 2", "--sampling-rate", "2.0"),
                wrong("sampling rate NaN", "--sampling-rate NaN", "--sampling-rate", "NaN"),
                wrong("seed", "--community-id-seed 65536", "Community ID seed", "0 to 65535"),
                wrong("no rules", "--os-hints no.json", "--os-hints", "there is no file no.json"),
                wrong("rules that are none", "--vpn-rules pom.xml", "--vpn-rules", "pom.xml, line 1"),
                wrong("no key", "--anonymize-ips", "--anonymize-ips", "--anonymization-key"),
                wrong("option", "--bogus", "'--bogus'", "--active-timeout, --anonymization-key", "--vlan-in-key"));
    }

    static Stream<Arguments> commands() {
        return Stream.of(
                wrong(
                        "no command",
                        "",
                        "Missing required subcommand",
                        "run, extract, live, config, consume, replay, catalog"),
                wrong("command", "extrakt", "'extrakt'", "run, extract, live, config, consume, replay, catalog, help"),
                wrong("no capture", "extract", "CAPTURE"),
                wrong("format", "catalog --format xml", "\"xml\"", "table, json, json-schema"),
                wrong("no brokers", "consume", "--brokers"),
                wrong("negative maximum", "consume --brokers localhost:1 --max -1", "--max", "1 or more", "-1"),
                wrong("argument", "run captures", "'captures'"),
                run("key field", "--key-field source", "\"source\"", "record_id", "src_ip"),
                run("key field left out", "--features timing --key-field src_ip", "\"src_ip\"", "flow_id", "iat_mean"),
                run("preset", "--preset fast", "\"fast\"", "high-durability, high-throughput"),
                run("acks", "--acks 2", "\"2\"", "all", "0, 1"),
                run("compression", "--compression zip", "\"zip\"", "none, gzip, snappy, lz4, zstd"),
                run("batch size", "--batch-size 0", "batch-size", "1 or more", "\"0\""),
                run("linger", "--linger-ms -1", "linger-ms", "0 or more", "\"-1\""),
                run("quiet time", "--quiet-time 2s", "--quiet-time", "'2s'"),
                run("topic", "--topic a/b", "\"a/b\"", "letters, digits, dots, underscores and hyphens"),
                run("port", "--port 65536", "--port", "0 to 65535"),
                run(
                        "setting",
                        "-p flowjay.unknown=1",
                        "\"flowjay.unknown\"",
                        "--property",
                        "did you mean flowjay.",
                        "flowjay config"),
                run("no value", "-p flowjay.topic", "NAME=VALUE"),
                run("setting that is no duration", "-p flowjay.idle-timeout=abc", "--idle-timeout", "'abc'"),
                run("setting without a unit", "-p flowjay.idle-timeout=60", "--idle-timeout", "us, ms, s, m, h, d"),
                run("setting that is no number", "-p flowjay.poll-delay=x", "poll-delay", "1 or more", "\"x\""),
                run("setting that is no switch", "-p flowjay.recursive=maybe", "recursive", "true, false"),
                run("switch of the extraction", "-p flowjay.vlan-in-key=maybe", "--vlan-in-key", "'maybe'"),
                run("setting that is no expression", "-p flowjay.include=[", "include", "\"[\""),
                run("setting without its key", "-p flowjay.anonymize-ips=true", "--anonymization-key"),
                run("idempotence", "--acks 1 -p flowjay.idempotence=true", "idempotence", "acks all"));
    }

    private static Arguments wrong(String name, String arguments, String... told) {
        return argumentSet(name, arguments, List.of(told));
    }

    private static Arguments run(String name, String arguments, String... told) {
        // No broker of our own, and no record shown: what is not refused would start at once.
        return wrong(name, "run --routes routes --brokers localhost:1 --no-show " + arguments, told);
    }

    @ParameterizedTest
    @MethodSource("settings")
    void ofEveryCommandThatExtracts(String options, List<String> told) {
        check("extract no.pcap " + options, told);
        check("run --routes routes --brokers localhost:1 --no-show " + options, told);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void ofACommand(String arguments, List<String> told) {
        check(arguments, told);
    }

    private static void check(String arguments, List<String> told) {
        List<String> words = new ArrayList<>(Arrays.asList(arguments.split(" ", -1)));
        words.remove("");
        Cli cli = Cli.run(words.toArray());
        assertThat(cli.exitCode()).as(cli.err()).isEqualTo(2);
        assertThat(cli.out()).isEmpty();
        List<String> lines = cli.err().lines().toList();
        assertThat(lines.get(0)).startsWith("flowjay: ");
        assertThat(lines.get(lines.size() - 1)).matches("Try 'flowjay.* --help'\\.");
        assertThat(cli.err()).contains(told).doesNotContain("\tat ", "Exception");
    }
}
