package io.flowjay.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How many values of each kind are those of tshark, and which are not. */
final class Comparison {
    private final Map<String, int[]> counts = new TreeMap<>();
    private final Map<String, List<String>> differences = new TreeMap<>();

    void add(String kind, String place, Object theirs, Object ours) {
        boolean equal = theirs.equals(ours);
        counts.computeIfAbsent(kind, key -> new int[2])[equal ? 0 : 1]++;
        if (!equal) {
            differences
                    .computeIfAbsent(kind, key -> new ArrayList<>())
                    .add(place + ": tshark " + theirs + ", FlowJay " + ours);
        }
    }

    /** How many values of a kind were compared. */
    int compared(String kind) {
        int[] found = counts.getOrDefault(kind, new int[2]);
        return found[0] + found[1];
    }

    /** Share of the values of a kind that are equal. */
    double share(String kind) {
        return (double) counts.getOrDefault(kind, new int[2])[0] / compared(kind);
    }

    void print() {
        counts.forEach((kind, found) -> System.out.printf(
                Locale.ROOT, "%-24s %5d of %5d equal (%.2f%%)%n", kind, found[0], compared(kind), 100 * share(kind)));
        differences.forEach((kind, list) -> list.forEach(line -> System.out.println(kind + " " + line)));
    }
}
