package io.flowjay.cli;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Options that were not given take the environment variable that is named after the setting of the same name: as 'run' does. */
final class EnvironmentDefaults implements IDefaultValueProvider {
    private static final String PREFIX = "flowjay.";

    private final Map<String, String> variables;

    EnvironmentDefaults(Map<String, String> variables) {
        this.variables = variables;
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) throws IOException {
        if (!(argument instanceof OptionSpec option)) {
            return null;
        }
        String setting = PREFIX + option.longestName().substring(2);
        Set<String> settings = SettingNames.defaults().keySet();
        return settings.contains(setting) ? variables.get(SettingNames.variable(setting)) : null;
    }
}
