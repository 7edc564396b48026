package io.flowjay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class RouteSettingsTest {
    @TempDir
    Path routes;

    @BeforeEach
    void copyRoutes() throws IOException {
        Files.createDirectory(routes.resolve("presets"));
        for (String file : new String[] {"application", "presets/high-throughput", "presets/high-durability"}) {
            Files.copy(Path.of("routes", file + ".properties"), routes.resolve(file + ".properties"));
        }
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(
            nullValues = "-",
            value = {
                "the file, batch-size, 1000, -, -, -, -",
                "the environment before the file, batch-size, 2, 2, -, -, -",
                "the preset before both, batch-size, 10000, 2, high-throughput, -, -",
                "an option before them, batch-size, 3, 2, high-throughput, --batch-size=3, -",
                "a property before all, batch-size, 4, 2, high-throughput, --batch-size=3, 4",
                "the file's topic, topic, flow-features, -, high-throughput, -, -",
                "an option alone, topic, t, -, -, --topic=t, -",
                "a property alone, topic, p, -, -, -, p",
                "a switch, recursive, true, -, -, --recursive, -",
                "a switch that is off, include-ports, false, -, -, --no-include-ports, -",
                "a switch in the environment, vlan-in-key, true, true, -, -, -",
                "groups, groups, 'timing,size', -, -, '--features=timing,size', -",
                "a duration in the routes' words, idle-timeout, PT1M30S, -, -, --idle-timeout=90s, -",
                "a short duration, burst-threshold, PT0.0005S, -, -, -, 500us",
                "zero, active-timeout, PT0S, 0, -, -, -"
            })
    void theLastWordCounts(
            String name,
            String setting,
            String expected,
            String variable,
            String preset,
            String option,
            String property)
            throws IOException {
        RouteSettings settings = new RouteSettings(routes);
        if (variable != null) {
            settings.environment(Map.of(
                    "FLOWJAY_" + setting.toUpperCase(java.util.Locale.ROOT).replace('-', '_'), variable));
        }
        if (preset != null) {
            settings.preset(preset);
        }
        options(settings, option == null ? new String[0] : new String[] {option});
        if (property != null) {
            settings.property("flowjay." + setting, property);
        }
        settings.check();
        assertThat(settings.get(setting)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"all, true", "-1, true", "1, false", "0, false"})
    void idempotenceFollowsTheAcks(String acks, String idempotence) throws IOException {
        RouteSettings byOption = new RouteSettings(routes);
        options(byOption, "--acks=" + acks);
        byOption.check();
        assertThat(byOption.get("idempotence")).isEqualTo(idempotence);
        RouteSettings byProperty = new RouteSettings(routes);
        byProperty.property("flowjay.acks", acks);
        byProperty.check();
        assertThat(byProperty.get("idempotence")).isEqualTo(idempotence);
    }

    @Test
    void optionsThatWereNotGivenLeaveAnEditedFileAlone() throws IOException {
        edit("flowjay.profile=FLOWJAY", "flowjay.profile=JJ-CORE");
        edit("flowjay.include-ports=true", "flowjay.include-ports=false");
        edit("flowjay.anonymization-key=", "flowjay.anonymization-key=from-the-file");
        RouteSettings settings = new RouteSettings(routes);
        options(settings, "--anonymize-ips");
        settings.check();
        assertThat(settings.get("profile")).isEqualTo("JJ-CORE");
        assertThat(settings.get("include-ports")).isEqualTo("false");
        assertThat(settings.get("anonymization-key")).isEqualTo("from-the-file");
        assertThat(settings.isGiven("anonymize-ips")).isTrue();
        assertThat(settings.isGiven("profile")).isFalse();
    }

    @Test
    void aWrongSettingOfTheFileIsRefused() throws IOException {
        edit("flowjay.threads=0", "flowjay.threads=two");
        RouteSettings settings = new RouteSettings(routes);
        assertThatThrownBy(settings::check)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("threads", "'two'");
    }

    @Test
    void camelsOwnPropertiesPassThrough() throws IOException {
        RouteSettings settings = new RouteSettings(routes);
        settings.property("camel.component.kafka.security-protocol", "SSL");
        settings.check();
        assertThat(settings.toProperties()).containsEntry("camel.component.kafka.security-protocol", "SSL");
    }

    @Test
    void aDirectoryWithoutRoutesIsNamed(@TempDir Path empty) {
        assertThatThrownBy(() -> new RouteSettings(empty))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining(empty.toString());
        assertThat(Cli.run("run", "--routes", empty))
                .isEqualTo(new Cli(
                        1,
                        "",
                        "flowjay: no routes in " + empty + ": there is no application.properties; see --routes\n"));
    }

    private void edit(String line, String replacement) throws IOException {
        Path file = routes.resolve("application.properties");
        String text = Files.readString(file);
        assertThat(text).contains("\n" + line + "\n");
        Files.writeString(file, text.replace("\n" + line + "\n", "\n" + replacement + "\n"));
    }

    private static void options(RouteSettings settings, String... arguments) {
        String[] words = new String[arguments.length + 1];
        words[0] = "run";
        System.arraycopy(arguments, 0, words, 1, arguments.length);
        CommandLine.ParseResult run = Main.commandLine().parseArgs(words).subcommand();
        ExtractionOptions extraction = new ExtractionOptions();
        Main.configure(new CommandLine(extraction).setUnmatchedArgumentsAllowed(true))
                .parseArgs(arguments);
        settings.options(run, extraction.settings);
    }
}
