package io.flowjay.feature.heuristic;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RuleFileTest {
    @TempDir
    Path directory;

    private static final String HINT = """
            {
              "hints": [
                {"system": "a", "segment": "syn", "hopLimit": 64, "options": "MNW", "source": "b"}
              ]
            }
            """;

    static Stream<Arguments> wrong() {
        return Stream.of(
                wrong("no JSON", HINT, "linux", ", line 1", "Unrecognized token 'linux'"),
                wrong("an end too early", "\n  ]\n}", "", ", line 4, at hints", "end-of-input"),
                wrong("something behind the end", "]\n}", "]\n}\n{}", ", line 6", "Trailing token"),
                wrong(
                        "a name twice",
                        "\"system\": \"a\"",
                        "\"system\": \"a\", \"system\": \"a\"",
                        ", line 3, at hints[0]",
                        "Duplicate"),
                wrong(
                        "an unknown name",
                        "\"system\"",
                        "\"sistem\": 1, \"system\"",
                        ", line 3, at hints[0].sistem",
                        "unknown name \"sistem\"",
                        "hopLimit, options, segment, source, system, window"),
                wrong("a name missing", "\"system\": \"a\", ", "", ", line 3, at hints[0].system", "missing"),
                wrong("a number missing", "\"hopLimit\": 64, ", "", ", line 3, at hints[0].hopLimit", "missing"),
                wrong("nothing", "\"a\"", "null", ", line 3, at hints[0].system", "missing"),
                wrong("a text for a number", "64", "\"64\"", ", line 3, at hints[0].hopLimit", "Cannot coerce String"),
                wrong("a number for a text", "\"a\"", "1", ", line 3, at hints[0].system", "Integer value"),
                wrong("a fraction", "64", "64.5", ", line 3, at hints[0].hopLimit", "64.5"),
                wrong("an empty text", "\"a\"", "\" \"", ", line 3, at hints[0]", "system must not be empty"),
                wrong("no source", "\"b\"", "\"\"", ", line 3, at hints[0]", "source must not be empty"),
                wrong(
                        "a segment that is none",
                        "syn",
                        "ack",
                        ", line 3, at hints[0]",
                        "segment must be one of [syn, any]",
                        "ack"),
                wrong("a hop limit that no host has", "64", "60", ", line 3, at hints[0]", "hopLimit 60"),
                wrong(
                        "a hop limit out of range",
                        "64",
                        "256",
                        ", line 3, at hints[0]",
                        "hopLimit must be 1 to 255",
                        "256"),
                wrong("letters that are none", "MNW", "MX", ", line 3, at hints[0]", "MNWSTE?", "\"MX\""),
                wrong("a list that is none", HINT, "{\"hints\": {}}", ", line 1, at hints", "from Object value"),
                wrong("another file", HINT, "{}", ", line 1, at hints", "missing"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void whatIsWrongIsToldWithFileAndLine(String text, String place, String... words) throws IOException {
        Path file = Files.writeString(directory.resolve("mine.json"), text);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Heuristics.of(osHints(file.toString())))
                .withMessageStartingWith(
                        "flowjay.os-hints \"" + file + "\" (code) cannot be used: " + file + place + ": ")
                .withMessageContainingAll(words);
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                argumentSet("none", "none.json", "no such file"),
                argumentSet("a directory", ".", "the file cannot be read "),
                argumentSet("no name", "a\0b", "is not a path "));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void aFileThatCannotBeReadIsNamed(String name, String reason) {
        String file = directory + "/" + name;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Heuristics.of(osHints(file)))
                .withMessageStartingWith("flowjay.os-hints ")
                .withMessageContainingAll(file, reason);
    }

    private static Settings osHints(String file) {
        return Settings.builder().set(SettingCatalog.OS_HINTS, file).build();
    }

    private static Arguments wrong(String name, String what, String by, String place, String... words) {
        return argumentSet(name, HINT.replace(what, by), place, words);
    }
}
