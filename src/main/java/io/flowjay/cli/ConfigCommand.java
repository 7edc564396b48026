package io.flowjay.cli;

import io.flowjay.settings.Setting;
import io.flowjay.settings.SettingCatalog;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.apache.camel.util.SensitiveUtils;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code flowjay config}: the settings that {@code flowjay run} would use with the same options, and where each is from. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        versionProvider = Version.class,
        description =
                "Prints the effective settings and where each is from, without running anything. Takes the options of 'run'"
                        + " that are settings.",
        footerHeading = "%nExamples:%n",
        footer = {"  flowjay config", "  FLOWJAY_TOPIC=flows flowjay config --preset high-throughput"})
final class ConfigCommand implements Callable<Integer>, SettingCommand {
    private static final Pattern SECRET_WORD = Pattern.compile(
            "(?i)passw|passphrase|secret|jaas|token|credential|(private|access|api)[-.]?key|keystore[-.]key");

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final RunOptions options = new RunOptions();

    /** A line of the output. */
    private record Row(String name, String value, String source) {}

    @Override
    public Integer call() throws IOException {
        CommandSpec command = Objects.requireNonNull(spec);
        List<Row> rows = rows(options.read(command));
        int name = rows.stream().mapToInt(row -> row.name.length()).max().orElse(1);
        int value = rows.stream().mapToInt(row -> row.value.length()).max().orElse(1);
        PrintWriter out = command.commandLine().getOut();
        rows.forEach(row ->
                out.printf("%-" + name + "s  %-" + Math.max(1, value) + "s  %s%n", row.name, row.value, row.source));
        out.flush();
        return 0;
    }

    private static List<Row> rows(RunSettings run) {
        List<Row> rows = new ArrayList<>();
        for (Setting<?> setting : SettingCatalog.all()) {
            String text = run.settings().text(setting);
            rows.add(new Row(
                    setting.property(),
                    shown(text, setting.isSecret()),
                    run.settings().source(setting)));
        }
        run.camel()
                .forEach((name, property) ->
                        rows.add(new Row(name, shown(property.value(), isSecret(name)), property.source())));
        rows.sort(Comparator.comparing(Row::name));
        return rows;
    }

    /** Whether a property of Camel is secret by Camel's own list, or by a word in its name. */
    private static boolean isSecret(String name) {
        return SensitiveUtils.containsSensitive(name)
                || SECRET_WORD.matcher(name).find();
    }

    private static String shown(String value, boolean secret) {
        return secret && !value.isEmpty() ? "***" : value;
    }

    @Override
    public SettingOptions options() {
        return options.settings();
    }
}
