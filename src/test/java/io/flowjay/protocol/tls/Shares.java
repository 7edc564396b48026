package io.flowjay.protocol.tls;

import java.util.Map;
import java.util.TreeMap;

/** How many values of each kind are equal to those of another tool. */
final class Shares {
    private final Map<String, int[]> counts = new TreeMap<>();
    private final Map<String, Integer> different = new TreeMap<>();

    /** Compares one value; {@code where} starts with the capture's name and a space. */
    void check(String where, String kind, String expected, String own) {
        int[] count = counts.computeIfAbsent(kind, k -> new int[2]);
        count[1]++;
        if (expected.equals(own)) {
            count[0]++;
        } else {
            different.merge(where.substring(0, where.indexOf(' ')), 1, Integer::sum);
            System.out.printf("%s %s: expected %s, own %s%n", where, kind, expected, own);
        }
    }

    void print() {
        counts.forEach((kind, count) ->
                System.out.printf("%-9s %5d of %5d  %6.2f%%%n", kind, count[0], count[1], 100.0 * count[0] / count[1]));
    }

    /** Differences by capture. */
    Map<String, Integer> different() {
        return different;
    }

    /** The share of one kind that is equal. */
    double of(String kind) {
        int[] count = counts.getOrDefault(kind, new int[] {0, 1});
        return 1.0 * count[0] / count[1];
    }
}
