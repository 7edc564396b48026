package io.flowjay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowjay.settings.Profile;
import io.flowjay.settings.Setting;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.SettingException;
import io.flowjay.settings.Settings;
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
import picocli.CommandLine.Model.CommandSpec;

class RunSettingsTest {
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
                "a preset, batch-size, 10000, -, high-throughput, -, -",
                "the environment before a preset, batch-size, 2, 2, high-throughput, -, -",
                "a property before them, batch-size, 4, 2, high-throughput, -, 4",
                "an option before all, batch-size, 3, 2, high-throughput, --batch-size=3, 4",
                "the file's topic, topic, flow-features, -, high-throughput, -, -",
                "an option alone, topic, t, -, -, --topic=t, -",
                "a property alone, topic, p, -, -, -, p",
                "a switch, recursive, true, -, -, --recursive, -",
                "a switch that is off, include-ports, false, -, -, --no-include-ports, -",
                "a switch in the environment, sparse, true, true, -, -, -",
                "groups, features, 'timing,size', -, -, '--features=timing,size', -",
                "a duration, idle-timeout, 90s, -, -, --idle-timeout=90s, -",
                "a short duration, burst-threshold, 500us, -, -, -, 500us",
                "zero, active-timeout, 0, 0, -, -, -"
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
        RunSettings.Builder settings = new RunSettings.Builder(routes, preset);
        if (variable != null) {
            settings.environment(Map.of(Setting.variableOf("flowjay." + setting), variable));
        }
        if (property != null) {
            settings.properties(Map.of("flowjay." + setting, property));
        }
        options(settings, option == null ? new String[0] : new String[] {option});
        Setting<?> found = SettingCatalog.ofProperty("flowjay." + setting, "test");
        assertThat(settings.build().settings().text(found)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"all, true", "-1, true", "1, false", "0, false"})
    void idempotenceFollowsTheAcks(String acks, boolean idempotence) throws IOException {
        RunSettings.Builder byOption = new RunSettings.Builder(routes, null);
        options(byOption, "--acks=" + acks);
        assertThat(byOption.build().get(SettingCatalog.IDEMPOTENCE)).isEqualTo(idempotence);
        RunSettings byProperty = new RunSettings.Builder(routes, null)
                .properties(Map.of("flowjay.acks", acks))
                .build();
        assertThat(byProperty.get(SettingCatalog.IDEMPOTENCE)).isEqualTo(idempotence);
    }

    @Test
    void optionsThatWereNotGivenLeaveAnEditedFileAlone() throws IOException {
        edit("flowjay.profile=FLOWJAY", "flowjay.profile=JJ-CORE");
        edit("flowjay.include-ports=true", "flowjay.include-ports=false");
        edit("flowjay.anonymization-key=", "flowjay.anonymization-key=from-the-file");
        RunSettings.Builder builder = new RunSettings.Builder(routes, null);
        options(builder, "--anonymize-ips");
        Settings settings = builder.build().settings();
        assertThat(settings.get(SettingCatalog.PROFILE)).isEqualTo(Profile.JJ_CORE);
        assertThat(settings.get(SettingCatalog.INCLUDE_PORTS)).isFalse();
        assertThat(settings.get(SettingCatalog.ANONYMIZATION_KEY)).isEqualTo("from-the-file");
        assertThat(settings.isSet(SettingCatalog.ANONYMIZE_IPS)).isTrue();
        assertThat(settings.isSet(SettingCatalog.TOPIC))
                .as("written out with its default")
                .isFalse();
    }

    @Test
    void aWrongSettingOfTheFileIsRefused() throws IOException {
        edit("flowjay.threads=0", "flowjay.threads=two");
        assertThatThrownBy(() -> new RunSettings.Builder(routes, null))
                .isInstanceOf(SettingException.class)
                .hasMessage("flowjay.threads \"two\" (" + routes.resolve("application.properties")
                        + ") is not a whole number; valid: a whole number from 0 to 1024");
    }

    @Test
    void camelsOwnPropertiesPassThrough() throws IOException {
        RunSettings settings = new RunSettings.Builder(routes, null)
                .properties(Map.of("camel.component.kafka.security-protocol", "SSL"))
                .build();
        assertThat(settings.toProperties()).containsEntry("camel.component.kafka.security-protocol", "SSL");
    }

    @Test
    void aDirectoryWithoutRoutesIsNamed(@TempDir Path empty) {
        assertThatThrownBy(() -> new RunSettings.Builder(empty, null))
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

    private static void options(RunSettings.Builder settings, String... arguments) {
        SettingOptions options = SettingOptions.all();
        CommandSpec command = CommandSpec.create();
        options.addTo(command);
        options.apply(new CommandLine(command).parseArgs(arguments), settings.settings());
    }
}
