package io.flowjay.cli;

import io.flowjay.settings.Scope;
import io.flowjay.settings.Section;
import io.flowjay.settings.Setting;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The options of a command that are settings, made from the catalogue and shown by section after the command's own. */
final class SettingOptions {
    private static final int FIRST_SECTION = 100;

    private final List<Setting<?>> settings;
    private final boolean shortNames;
    private final Map<String, Setting<?>> options = new LinkedHashMap<>();

    private SettingOptions(List<Setting<?>> settings, boolean shortNames) {
        this.settings = settings;
        this.shortNames = shortNames;
    }

    /** An option for every setting. */
    static SettingOptions all() {
        return new SettingOptions(SettingCatalog.all(), false);
    }

    /** Options for the settings of some scopes, and for some more; those of live capture without the word {@code live}. */
    static SettingOptions of(Set<Scope> scopes, Setting<?>... more) {
        List<Setting<?>> settings = new ArrayList<>(List.of(more));
        SettingCatalog.all().stream()
                .filter(setting -> scopes.contains(setting.scope()))
                .forEach(settings::add);
        return new SettingOptions(settings, true);
    }

    /** Adds the options to a command. */
    void addTo(CommandSpec command) {
        int order = FIRST_SECTION;
        for (Section section : EnumSet.allOf(Section.class)) {
            ArgGroupSpec.Builder group =
                    ArgGroupSpec.builder().validate(false).order(order++).heading("%n" + section.title() + ":%n");
            int before = options.size();
            settings.stream().filter(setting -> setting.section() == section).forEach(setting -> {
                OptionSpec option = option(setting);
                options.put(option.longestName(), setting);
                group.addArg(option);
            });
            if (options.size() > before) {
                command.addArgGroup(group.build());
            }
        }
    }

    private OptionSpec option(Setting<?> setting) {
        String name = name(setting);
        OptionSpec.Builder option = OptionSpec.builder(name)
                .order(options.size())
                .description(setting.description() + shownDefault(setting))
                .paramLabel(setting.type().label());
        if (setting.type().javaType() == Boolean.class) {
            return option.type(boolean.class)
                    .negatable(true)
                    .fallbackValue("true")
                    .converters(text -> checked(setting, name, text))
                    .build();
        }
        // Names may be given one by one.
        return setting.defaultValue() instanceof List
                ? option.type(List.class).auxiliaryTypes(String.class).build()
                : option.type(String.class).build();
    }

    private static Object checked(Setting<?> setting, String name, String text) {
        Settings.builder().text(setting, text, "option " + name);
        return Boolean.valueOf(text.trim());
    }

    private static String shownDefault(Setting<?> setting) {
        String text = setting.defaultText();
        // Usage texts are formats.
        return text.isEmpty() ? "" : " Default: " + text.replace("%", "%%") + ".";
    }

    /**
     * Sets what the options of a command line say.
     *
     * @throws io.flowjay.settings.SettingException for a wrong value
     */
    void apply(ParseResult arguments, Settings.Builder builder) {
        Map<Setting<?>, String> given = new LinkedHashMap<>();
        for (OptionSpec option : arguments.matchedOptions()) {
            Setting<?> setting = options.get(option.longestName());
            if (setting != null) {
                given.put(setting, text(option));
            }
        }
        refuseEmptySwitches(arguments);
        builder.options(given, setting -> "option " + name(setting));
    }

    /** To the parser a switch with an empty value ({@code --sparse=}) is one without a value, and turned round. */
    private void refuseEmptySwitches(ParseResult arguments) {
        for (String argument : arguments.originalArgs()) {
            Setting<?> setting = argument.endsWith("=")
                    ? options.get(argument.substring(0, argument.length() - 1).replaceFirst("^--no-", "--"))
                    : null;
            if (setting != null && setting.type().javaType() == Boolean.class) {
                Settings.builder().text(setting, "", "option " + name(setting));
            }
        }
    }

    private String name(Setting<?> setting) {
        return shortNames ? "--" + setting.shortName() : setting.option();
    }

    /** An option that is given several times is a list. */
    private static String text(OptionSpec option) {
        Object value = option.getValue();
        if (value instanceof List<?> values) {
            return String.join(",", values.stream().map(String::valueOf).toList());
        }
        return String.valueOf(value);
    }
}
