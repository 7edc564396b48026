package io.flowjay.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** How many values of each kind another tool has too, and where they differ. */
final class QuicShares {
    private final String tool;
    private final Map<String, int[]> counts = new LinkedHashMap<>();
    private final Map<String, Integer> different = new TreeMap<>();

    QuicShares(String tool) {
        this.tool = tool;
    }

    void check(String capture, String what, Object theirs, Object ours) {
        int[] count = counts.computeIfAbsent(what, absent -> new int[2]);
        count[1]++;
        if (theirs.equals(ours)) {
            count[0]++;
        } else {
            different.merge(capture + " " + what, 1, Integer::sum);
            System.out.printf("%s: %s %s, %s %s%n", capture, what, ours, tool, theirs);
        }
    }

    /**
     * Prints the table, and fails when a share is below what is required, when a difference has no cause, or when one that has is
     * gone.
     *
     * @param causes by capture and value
     */
    void require(double share, Map<String, String> causes) {
        System.out.printf("QUIC as %s has it:%n", tool);
        counts.forEach((what, count) -> System.out.printf(
                "%-28s %4d of %4d  %6.2f%%%n", what, count[0], count[1], 100.0 * count[0] / count[1]));
        different.forEach((where, count) -> System.out.printf("%d x %s: %s%n", count, where, causes.get(where)));
        assertThat(counts).as("values compared with %s", tool).isNotEmpty();
        assertThat(counts)
                .allSatisfy((what, count) ->
                        assertThat((double) count[0] / count[1]).as(what).isGreaterThanOrEqualTo(share));
        assertThat(different.keySet()).as("differences from %s", tool).isEqualTo(causes.keySet());
    }
}
