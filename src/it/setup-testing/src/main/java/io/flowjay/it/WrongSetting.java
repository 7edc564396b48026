package io.flowjay.it;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A wrong value of a setting, which must stop the routes at their start. The table is that of FlowJay's own tests, so every platform
 * refuses the same values with the same words.
 *
 * @param property the setting
 * @param value the wrong value
 * @param problem what the message says after the value and its source
 */
public record WrongSetting(String property, String value, String problem) {
    private static final String TABLE = "/io/flowjay/testing/wrong-settings.tsv";

    /** Every row of the table. */
    public static List<WrongSetting> table() {
        try (InputStream in = WrongSetting.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new FileNotFoundException(TABLE);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .map(row -> new WrongSetting(row[0], row[1], row[2]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The row of a property and a value, for platforms that start too slowly to try every row. */
    public static WrongSetting of(String property, String value) {
        return table().stream()
                .filter(row -> row.property.equals(property) && row.value.equals(value))
                .findFirst()
                .orElseThrow();
    }

    /**
     * The message.
     *
     * @param source where the value is from, for example {@code property}
     */
    public String message(String source) {
        return property + " \"" + value + "\" (" + source + " " + property + ") " + problem;
    }

    /** Property and value, as the name of a test. */
    @Override
    public String toString() {
        return property + "=" + value;
    }
}
