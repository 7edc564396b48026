package io.flowjay.testing;

import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.provider.Arguments;

/** The table of wrong values of settings, which every way into the settings must refuse with the same words. */
public final class WrongSettings {
    private WrongSettings() {}

    /** Property, value and a part of the message, for each row of {@code wrong-settings.tsv}. */
    public static List<Arguments> table() {
        try (InputStream in = Objects.requireNonNull(WrongSettings.class.getResourceAsStream("wrong-settings.tsv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .<Arguments>map(row -> argumentSet(row[0] + '=' + row[1], row[0], row[1], row[2]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
