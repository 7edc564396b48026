package io.flowjay.record.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.flowjay.record.schema.Contract.Change;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Records change for their readers only with a version that says so. {@code contract.txt} is what the last release promised; a release
 * writes it anew with {@code -Dflowjay.release=true}.
 */
class ContractTest {
    private static final String BASELINE = "contract.txt";

    @Test
    void theVersionSaysWhatChanged() throws IOException {
        Contract current = Contract.current();
        if (Boolean.getBoolean("flowjay.release")) {
            Files.writeString(Path.of("src/test/resources/io/flowjay/record/schema", BASELINE), current.text());
            return;
        }
        Contract baseline = baseline();
        Map<String, Change> changes = current.since(baseline);
        Change most = changes.isEmpty() ? Change.NONE : Collections.max(changes.values());
        assertThat(current.isVersionedAs(most, baseline))
                .as("SchemaVersion %s after %s, with %s", current.version(), baseline.version(), changes)
                .isTrue();
    }

    /** Names, the fields before, the fields now, and what the change does. */
    static final List<Arguments> CHANGES = List.of(
            argumentSet("nothing", "a INT64 bytes required ZERO", "a INT64 bytes required ZERO", Change.NONE),
            argumentSet(
                    "a new field",
                    "a INT64 bytes required ZERO",
                    "a INT64 bytes required ZERO;b BOOL - required ZERO",
                    Change.MINOR),
            argumentSet(
                    "a field is gone",
                    "a INT64 bytes required ZERO;b BOOL - required ZERO",
                    "b BOOL - required ZERO",
                    Change.MAJOR),
            argumentSet("another name", "a INT64 bytes required ZERO", "b INT64 bytes required ZERO", Change.MAJOR),
            argumentSet("another type", "a INT64 bytes required ZERO", "a FLOAT64 bytes required ZERO", Change.MAJOR),
            argumentSet("another unit", "a FLOAT64 s required ZERO", "a FLOAT64 ms required ZERO", Change.MAJOR),
            argumentSet("null from now on", "a STRING - required -", "a STRING - null -", Change.MAJOR),
            argumentSet("never null from now on", "a STRING - null -", "a STRING - required -", Change.MINOR),
            argumentSet(
                    "another value for missing",
                    "a INT64 bytes required ZERO",
                    "a INT64 bytes required -1",
                    Change.MAJOR));

    @ParameterizedTest
    @FieldSource("CHANGES")
    void changes(String before, String now, Change expected) {
        Map<String, Change> found = contract("1.0.0", now).since(contract("1.0.0", before));
        assertThat(found.isEmpty() ? Change.NONE : Collections.max(found.values()))
                .isEqualTo(expected);
    }

    /** Names, a version, the one before, and the largest change that it may have. */
    static final List<Arguments> VERSIONS = List.of(
            argumentSet("the same", "1.2.3", "1.2.3", Change.NONE),
            argumentSet("other text", "1.2.4", "1.2.3", Change.NONE),
            argumentSet("minor", "1.3.0", "1.2.3", Change.MINOR),
            argumentSet("minor, two digits", "1.10.0", "1.9.3", Change.MINOR),
            argumentSet("major", "2.0.0", "1.2.3", Change.MAJOR));

    @ParameterizedTest
    @FieldSource("VERSIONS")
    void versions(String version, String before, Change most) {
        for (Change change : Change.values()) {
            assertThat(contract(version, "").isVersionedAs(change, contract(before, "")))
                    .as("%s", change)
                    .isEqualTo(change.compareTo(most) <= 0);
        }
    }

    @Test
    void anOlderVersionIsRefused() {
        assertThat(contract("1.2.2", "").isVersionedAs(Change.NONE, contract("1.2.3", "")))
                .isFalse();
    }

    @Test
    void theBaselineIsReadAsItWasWritten() {
        Contract current = Contract.current();
        assertThat(Contract.read(current.text())).isEqualTo(current);
    }

    private static Contract contract(String version, String fields) {
        Map<String, String> lines = new HashMap<>();
        for (String field : fields.isEmpty() ? new String[0] : fields.split(";", -1)) {
            String[] words = field.split(" ", -1);
            lines.put(
                    words[0],
                    Contract.line(
                            words[1],
                            words[2].equals("-") ? "" : words[2],
                            words[3].equals("null"),
                            words[4].equals("-") ? "" : words[4]));
        }
        return new Contract(version, lines);
    }

    private static Contract baseline() throws IOException {
        try (InputStream in = ContractTest.class.getResourceAsStream(BASELINE)) {
            return Contract.read(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
