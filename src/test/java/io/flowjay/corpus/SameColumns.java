package io.flowjay.corpus;

import io.flowjay.record.FlowRecord;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which fields had the same value in every record so far. Each record splits a set of such fields by their values in it. A flag
 * counts as 1 or 0, and 1 is the same as 1.0.
 */
final class SameColumns {
    private final Map<String, Integer> sets = new LinkedHashMap<>();
    private final Map<String, Object> first = new HashMap<>();
    private final Set<String> varied = new HashSet<>();
    private int nextSet = 1;
    private int records;

    SameColumns(List<String> names) {
        names.forEach(name -> sets.put(name, 0));
    }

    void add(FlowRecord record) {
        records++;
        Map<List<Object>, Integer> split = new HashMap<>();
        sets.replaceAll((name, set) -> {
            Object value = value(record, name);
            if (!first.computeIfAbsent(name, key -> value).equals(value)) {
                varied.add(name);
            }
            return split.computeIfAbsent(List.of(set, value), key -> nextSet++);
        });
    }

    int records() {
        return records;
    }

    /** Sets of fields with the same value everywhere; a field of one value only is in none. */
    Set<Set<String>> same() {
        return varied.stream()
                .collect(Collectors.groupingBy(sets::get, Collectors.toCollection(TreeSet::new)))
                .values()
                .stream()
                .filter(names -> names.size() > 1)
                .collect(Collectors.toSet());
    }

    /** A field's value, so that equal ones compare as equal. */
    static Object value(FlowRecord record, String name) {
        return comparable(record.get(name));
    }

    private static Object comparable(@Nullable Object value) {
        if (value instanceof Boolean flag) {
            return flag ? 1.0 : 0.0;
        }
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        return value == null ? "null" : Arrays.deepToString(new Object[] {value});
    }
}
