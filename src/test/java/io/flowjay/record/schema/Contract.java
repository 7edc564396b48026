package io.flowjay.record.schema;

import io.flowjay.feature.Feature;
import io.flowjay.feature.Missing;
import io.flowjay.feature.catalog.FeatureCatalog;
import io.flowjay.record.ExtraField;
import io.flowjay.record.format.SchemaVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What readers of records rely on: of each field, by its name, a line with type, unit, whether it may be null, and what stands for a
 * missing value.
 */
record Contract(String version, Map<String, String> fields) {
    /** What a change does to a reader. */
    enum Change {
        NONE,
        /** It need not know of it. */
        MINOR,
        /** It may fail, or take a value for another. */
        MAJOR
    }

    Contract {
        fields = new TreeMap<>(fields);
    }

    /** That of this build. */
    static Contract current() {
        Map<String, String> fields = new TreeMap<>();
        for (ExtraField<?> field : ExtraField.all()) {
            fields.put(field.name(), line("string", "", field.isNullable(), ""));
        }
        for (Feature feature : FeatureCatalog.features()) {
            boolean nullable = feature.missing() == Missing.NAN;
            String missing = feature.missing() == Missing.SENTINEL
                    ? String.valueOf(feature.sentinel())
                    : feature.missing().name();
            fields.put(feature.name(), line(feature.type().name(), feature.unit(), nullable, nullable ? "" : missing));
        }
        return new Contract(SchemaVersion.TEXT, fields);
    }

    /** A line of a field. */
    static String line(String type, String unit, boolean nullable, String missing) {
        return String.join("|", type, unit, nullable ? "null" : "required", missing);
    }

    /** Reads what {@link #text()} wrote. */
    static Contract read(String text) {
        List<String> lines = text.lines().toList();
        return new Contract(
                lines.get(0),
                lines.stream()
                        .skip(1)
                        .map(line -> line.split("\t", -1))
                        .collect(Collectors.toMap(words -> words[0], words -> words[1])));
    }

    String text() {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + '\t' + field.getValue() + '\n')
                .collect(Collectors.joining("", version + '\n', ""));
    }

    /** What changed since another contract, each change with what it does to a reader. */
    Map<String, Change> since(Contract before) {
        Map<String, Change> changes = new TreeMap<>();
        before.fields.forEach((name, was) -> {
            String is = fields.get(name);
            if (is == null) {
                changes.put(name + " is gone", Change.MAJOR);
            } else if (!is.equals(was)) {
                boolean only = is.replace("|required|", "|null|").equals(was.replace("|required|", "|null|"));
                // A reader that expects null does well without.
                changes.put(
                        name + ": " + was + " is " + is, only && was.contains("|null|") ? Change.MINOR : Change.MAJOR);
            }
        });
        fields.keySet().stream()
                .filter(name -> !before.fields.containsKey(name))
                .forEach(name -> changes.put(name + " is new", Change.MINOR));
        return changes;
    }

    /** Whether the version says what the changes do. */
    boolean isVersionedAs(Change change, Contract before) {
        List<Integer> is = numbers(version);
        List<Integer> was = numbers(before.version);
        return switch (change) {
            case NONE -> compare(is, was, 3) >= 0;
            case MINOR -> compare(is, was, 2) > 0;
            case MAJOR -> compare(is, was, 1) > 0;
        };
    }

    private static int compare(List<Integer> one, List<Integer> other, int numbers) {
        for (int i = 0; i < numbers; i++) {
            if (!one.get(i).equals(other.get(i))) {
                return one.get(i) - other.get(i);
            }
        }
        return 0;
    }

    private static List<Integer> numbers(String version) {
        List<Integer> numbers = new ArrayList<>();
        for (String number : version.split("\\.", -1)) {
            numbers.add(Integer.valueOf(number));
        }
        return numbers;
    }
}
