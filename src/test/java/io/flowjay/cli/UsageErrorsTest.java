package io.flowjay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong usage: exit code 2, one sentence that names what is valid, and where the help is. */
class UsageErrorsTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "extract --features teh x               | unknown feature group teh; valid groups: all, flow_meta, timing",
                "extract --profile CORE x               | valid profiles: JJ-CORE, JJ-EXTENDED",
                "extract --fin-rst-mode some x          | valid modes: both, first, never",
                "extract --idle-timout 5s x             | Valid options: --active-timeout",
                "extract --idle-timeout 60 x            | lacks a unit; valid: us, ms, s, m, h, d",
                "extract --idle-timeout soon x          | 'soon' is no duration; valid: 60s, 500ms",
                "extract --max-open-flows 0 x           | maxOpenFlows",
                "extract --max-flow-packets many x      | 'many' is not an int",
                "extract --sampling-rate 2 x            | samplingRate",
                "extract --anonymize-ips x              | anonymizationKey",
                "extract --threads -1 x                 | threads must be",
                "extract                                | CAPTURE",
                "extract -o pom.xml pom.xml             | is one of the captures",
                "run --key-field flowid                 | valid fields: record_id, flow_id",
                "run --preset fast                      | valid presets: high-durability, high-throughput",
                "run --acks 2                           | valid: all, -1, 0, 1",
                "run --compression rar                  | valid: none, gzip, snappy, lz4, zstd",
                "run --features teh                     | valid groups: all",
                "run -p flowjay.topik=x                 | valid settings: flowjay.acks",
                "consume                                | --brokers",
                "catalog --format xml                   | table, json, json-schema",
                "extrakt x                              | extract",
            })
    void isToldWithWhatIsValid(String arguments, String message) {
        Cli cli = Cli.run(arguments.split(" +"));
        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err())
                .startsWith("flowjay: ")
                .contains(message)
                .contains("--help'")
                .doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "run", "extract", "consume", "catalog"})
    void helpHasExamples(String command) {
        Cli cli = Cli.run((command + " --help").trim().split(" "));
        assertThat(cli.exitCode()).isZero();
        assertThat(cli.out()).contains("Usage: flowjay " + command).contains("Examples:");
    }
}
