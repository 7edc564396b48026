package io.flowjay.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
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
        versionProvider = Version.class,
        description =
                "Prints the effective settings and where each is from, without running anything. Takes the options of 'run'"
                        + " that are settings.",
        footerHeading = "%nExamples:%n",
        footer = {"  flowjay config", "  FLOWJAY_TOPIC=flows flowjay config --preset high-throughput"})
final class ConfigCommand implements Callable<Integer> {
    private static final Pattern SECRET = Pattern.compile("(?i).*(anonymization-key|password|secret|jaas).*");

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final SettingOptions options = new SettingOptions();

    @Override
    public Integer call() throws IOException {
        CommandSpec command = Objects.requireNonNull(spec);
        RouteSettings settings = options.settings(command);
        Map<String, String> values = new TreeMap<>();
        settings.toProperties().forEach((name, value) -> values.put(String.valueOf(name), String.valueOf(value)));
        int name = width(values.keySet());
        int value = width(values.values());
        PrintWriter out = command.commandLine().getOut();
        values.forEach((key, set) ->
                out.printf("%-" + name + "s  %-" + value + "s  %s%n", key, shown(key, set), settings.source(key)));
        out.flush();
        return 0;
    }

    private static int width(Iterable<String> texts) {
        int width = 1;
        for (String text : texts) {
            width = Math.max(width, text.length());
        }
        return width;
    }

    private static String shown(String name, String value) {
        return !value.isEmpty() && SECRET.matcher(name).matches() ? "***" : value;
    }
}
