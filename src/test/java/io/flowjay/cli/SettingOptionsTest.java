package io.flowjay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import io.flowjay.record.ExtractionSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Settings as options. */
class SettingOptionsTest {
    @ParameterizedTest
    @CsvSource({"extract", "run"})
    void everySettingOfTheProcessorIsAnOption(String command) {
        CommandSpec spec = Main.commandLine().getSubcommands().get(command).getCommandSpec();
        ObjectMapper json = new ObjectMapper();
        List<String> properties = json
                .getSerializationConfig()
                .introspect(json.constructType(ExtractionSettings.class))
                .findProperties()
                .stream()
                .map(BeanPropertyDefinition::getName)
                // --features takes the names of groups too.
                .filter(name -> !name.equals("groups"))
                .map(name -> "--" + name.replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT))
                .toList();
        assertThat(properties).hasSizeGreaterThan(20);
        assertThat(spec.optionsMap()).containsKeys(properties.toArray(String[]::new));
    }

    @ParameterizedTest(name = "{0}: {1} is {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "--brokers a:1,b:2                       | brokers              | a:1,b:2",
                "--captures in                           | captures             | in",
                "--topic t                               | topic                | t",
                "--key-field src_ip                      | key-field            | src_ip",
                "--batch-size 7                          | batch-size           | 7",
                "--linger-ms 9                           | linger-ms            | 9",
                "--client-id me                          | client-id            | me",
                "--compression zstd                      | compression          | zstd",
                "--recursive                             | recursive            | true",
                "--acks 1                                | idempotence          | false",
                "--acks all                              | idempotence          | true",
                "--preset high-throughput                | batch-size           | 10000",
                "--preset high-throughput --batch-size 5 | batch-size           | 5",
                "--preset high-durability                | compression          | gzip",
                "--batch-size 5 -p flowjay.batch-size=6  | batch-size           | 6",
                "--idle-timeout 90s                      | idle-timeout         | PT1M30S",
                "--active-timeout 0                      | active-timeout       | PT0S",
                "--no-include-ports                      | include-ports        | false",
                "--include-splt                          | include-splt         | true",
                "--features timing                       | groups               | timing",
                "--features iat_mean                     | features             | iat_mean",
                "--profile jj-core                       | profile              | jj-core",
                "--topic t                               | batch-size           | 1000",
            })
    void anOptionOfRunIsASettingOfTheRoute(String arguments, String setting, String value) throws Exception {
        RunCommand command = new RunCommand();
        CommandLine run = new CommandLine(command).registerConverter(Duration.class, new DurationConverter());
        run.parseArgs(arguments.split(" "));
        RouteSettings settings = command.settings(run.getCommandSpec(), Path.of("routes"));
        assertThat(settings.get(setting)).isEqualTo(value);
    }

    @Test
    void anOptionOfExtractReachesTheExtraction() {
        ExtractionSettings settings = new ExtractionSettings();
        new CommandLine(new FlowOptions(settings))
                .registerConverter(Duration.class, new DurationConverter())
                .parseArgs("--idle-timeout=1.5s", "--max-open-flows=7", "--vlan-in-key", "--sampling-rate=0.5");
        assertThat(settings.getIdleTimeout()).isEqualTo(Duration.ofMillis(1500));
        assertThat(settings.getMaxOpenFlows()).isEqualTo(7);
        assertThat(settings.isVlanInKey()).isTrue();
        assertThat(settings.getSamplingRate()).isEqualTo(0.5);
    }
}
