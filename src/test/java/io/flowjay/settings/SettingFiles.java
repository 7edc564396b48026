package io.flowjay.settings;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The files that are made from the catalogue of settings. */
final class SettingFiles {
    private static final int WIDTH = 130;
    private static final ObjectMapper JSON = new ObjectMapper();

    private SettingFiles() {}

    /** {@code routes/application.properties}: every setting with its default. */
    static String applicationProperties(String version) {
        StringBuilder text = new StringBuilder();
        comment(
                text,
                "Every setting of the routes, with its default. Made from the catalogue of settings; edit the values as you like. The"
                        + " same names work as --property=NAME=VALUE of \"camel run\" and, in capitals with underscores (FLOWJAY_TOPIC), as"
                        + " environment variables. Durations have a unit (500ms, 60s, 5m, 1h), sizes may have one (100MB, 256MiB).");
        for (Section section : Section.values()) {
            text.append('\n').append("# --- ").append(section.title()).append(' ');
            text.append("-".repeat(WIDTH - 7 - section.title().length())).append("\n\n");
            in(section).forEach(setting -> {
                comment(text, setting.description() + choices(setting));
                text.append(setting.property())
                        .append('=')
                        .append(setting.defaultText().replace("\\", "\\\\"))
                        .append('\n');
            });
        }
        text.append("\n# --- Camel CLI ").append("-".repeat(WIDTH - 16)).append("\n\n");
        comment(
                text,
                "What \"camel run\" and \"camel export\" put on the class path when they are started in this directory; elsewhere"
                        + " they take it from the first lines of the routes. Beans of the routes need the Camel modules before the routes"
                        + " name them.");
        return text.append("camel.jbang.dependencies=io.flowjay:flowjay:")
                .append(version)
                .append(",camel:file,camel:jackson,camel:kafka\n")
                .toString();
    }

    private static String choices(Setting<?> setting) {
        boolean choice = setting.type().javaType() == String.class
                && !setting.type().choices().isEmpty();
        return choice ? " One of " + setting.type().valid() + "." : "";
    }

    private static void comment(StringBuilder text, String words) {
        StringBuilder line = new StringBuilder("#");
        for (String word : words.split(" ", -1)) {
            if (line.length() + 1 + word.length() > WIDTH) {
                text.append(line).append('\n');
                line = new StringBuilder("#");
            }
            line.append(' ').append(word);
        }
        text.append(line).append('\n');
    }

    /** {@code settings.md}: the page of settings. */
    static String page() {
        StringBuilder text = new StringBuilder("""
                # Settings

                Every setting has one name: `flowjay.idle-timeout` as a property of Camel, Spring or Quarkus and in
                `application.properties`, `FLOWJAY_IDLE_TIMEOUT` in the environment, `--idle-timeout` as an option of a command, and
                `idleTimeout` as an option of an endpoint. Commands and endpoints that capture live leave out the word `live`.

                `flowjay run` takes the value from the first of these that has one: options, `--property`, the environment,
                `application.properties`, a preset, the default. `flowjay config` shows the values and where they are from. Elsewhere the
                platform decides: in a Camel context and in Spring Boot the environment overrides properties. An unknown name or an
                invalid value is always an error.

                A duration is a number and a unit (`us`, `ms`, `s`, `m`, `h`, `d`), such as `500ms` or `1.5h`. A size is a number of bytes, or a
                number and a unit (`kB`, `MB`, `GB` of 1000; `KiB`, `MiB`, `GiB` of 1024). Settings with Kafka's own names have
                Kafka's units.

                This page is made from the catalogue of settings, `io.flowjay.settings.SettingCatalog`.
                """);
        for (Section section : Section.values()) {
            text.append("\n## ")
                    .append(section.title())
                    .append("\n\n| setting | default | meaning | valid |\n|---|---|---|---|\n");
            in(section).forEach(setting -> text.append("| `")
                    .append(setting.property())
                    .append("` | ")
                    .append(setting.defaultText().isEmpty() ? "" : '`' + cell(setting.defaultText()) + '`')
                    .append(" | ")
                    .append(cell(setting.description()))
                    .append(" | ")
                    .append(cell(setting.type().valid()))
                    .append(" |\n"));
        }
        return text.toString();
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }

    /** {@code spring-configuration-metadata.json}: what editors know of the settings in Spring Boot. */
    static String springMetadata() {
        ObjectNode root = JSON.createObjectNode();
        root.putArray("groups")
                .addObject()
                .put("name", "flowjay")
                .put("description", "Packet captures to flow features on Kafka.");
        ArrayNode properties = root.putArray("properties");
        ArrayNode hints = root.putArray("hints");
        SettingCatalog.all().forEach(setting -> {
            ObjectNode property = properties.addObject();
            property.put("name", setting.property());
            property.put("type", springType(setting));
            property.put("description", setting.description());
            property.put("defaultValue", setting.defaultText());
            List<String> choices = setting.type().choices();
            if (!choices.isEmpty() && setting.type().javaType() == String.class) {
                ArrayNode values =
                        hints.addObject().put("name", setting.property()).putArray("values");
                choices.forEach(choice -> values.addObject().put("value", choice));
            }
        });
        return pretty(root);
    }

    private static String springType(Setting<?> setting) {
        Class<?> type = setting.type().javaType();
        // A size has units that Spring's own type of sizes does not know.
        return type == Long.class && setting.type() instanceof SizeType ? "java.lang.String" : type.getName();
    }

    static String pretty(ObjectNode json) {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        try {
            return JSON.writer(new DefaultPrettyPrinter()
                                    .withObjectIndenter(indenter)
                                    .withArrayIndenter(indenter))
                            .writeValueAsString(json)
                    + '\n';
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Setting<?>> in(Section section) {
        return SettingCatalog.all().stream()
                .filter(setting -> setting.section() == section)
                .toList();
    }
}
