package io.flowjay.cli;

import io.flowjay.camel.SettingNames;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Options that were not given take the environment variable that is named after the setting of the same name: as 'run' does. */
final class EnvironmentDefaults implements IDefaultValueProvider {
    private final Map<String, String> variables = new TreeMap<>();
    private @Nullable Set<String> settings;

    EnvironmentDefaults(Map<String, String> environment) {
        String prefix = SettingNames.variable(SettingNames.PREFIX);
        environment.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                variables.put(name, value);
            }
        });
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) throws IOException {
        // Mostly there is none, and reading the names of all settings takes its time.
        if (variables.isEmpty() || !(argument instanceof OptionSpec option)) {
            return null;
        }
        String setting = SettingNames.PREFIX + option.longestName().substring(2);
        return settings().contains(setting) ? variables.get(SettingNames.variable(setting)) : null;
    }

    /**
     * Checks that every variable which begins as ours do is named after a setting.
     *
     * @throws picocli.CommandLine.ParameterException naming the nearest valid name
     */
    static void check(CommandSpec command) throws IOException {
        if (command.defaultValueProvider() instanceof EnvironmentDefaults defaults && !defaults.variables.isEmpty()) {
            try {
                new SettingNames(defaults.settings()).checkVariables(defaults.variables.keySet());
            } catch (IllegalArgumentException e) {
                throw Errors.wrongSetting(command, e);
            }
        }
    }

    private Set<String> settings() throws IOException {
        Set<String> known = settings;
        if (known == null) {
            known = SettingNames.defaults().keySet();
            settings = known;
        }
        return known;
    }
}
