package io.flowjay.corpus;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** How many values of each kind are equal to those of another tool. */
final class Shares {
    private final Map<String, int[]> counts = new TreeMap<>();
    private final Map<String, Integer> different = new TreeMap<>();

    /** Compares one value of a capture; {@code where} tells the place in it. */
    void check(String capture, String where, String kind, String expected, String own) {
        int[] count = counts.computeIfAbsent(kind, k -> new int[2]);
        count[1]++;
        if (expected.equals(own)) {
            count[0]++;
        } else {
            different.merge(capture, 1, Integer::sum);
            System.out.printf("%s %s %s: expected %s, FlowJay %s%n", capture, where, kind, expected, own);
        }
    }

    void print(String title) {
        System.out.println(title);
        counts.forEach((kind, count) -> System.out.printf(
                "%-24s %5d of %5d  %6.2f%%%n", kind, count[0], count[1], 100.0 * count[0] / count[1]));
    }

    Set<String> kinds() {
        return counts.keySet();
    }

    /** Differences by capture. */
    Map<String, Integer> different() {
        return different;
    }

    /** The share of one kind that is equal; 0 when nothing was compared. */
    double of(String kind) {
        int[] count = counts.getOrDefault(kind, new int[] {0, 1});
        return 1.0 * count[0] / count[1];
    }
}
