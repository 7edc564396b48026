package io.flowjay.cli.observe;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The values that were seen most often, in bounded memory: Space-Saving (Metwally et al., 2005). Counts are exact until more
 * different values were seen than are held; then a value that comes new takes the place and the count of the rarest, so that counts
 * are too high by at most the least one held. Not for several threads.
 */
final class TopValues {
    private final int held;
    private final Map<String, Long> counts = new HashMap<>();

    /** A value and how often it was seen. */
    record Count(String value, long count) {}

    /**
     * @param held different values that are held
     */
    TopValues(int held) {
        this.held = held;
    }

    void add(String value) {
        Long count = counts.get(value);
        if (count == null && counts.size() == held) {
            String rarest = rarest();
            count = counts.remove(rarest);
        }
        counts.put(value, count == null ? 1 : count + 1);
    }

    private String rarest() {
        return counts.entrySet().stream()
                .min(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .orElseThrow()
                .getKey();
    }

    /** The most frequent ones, the first first. */
    List<Count> top(int most) {
        return counts.entrySet().stream()
                .map(entry -> new Count(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(Count::count).reversed().thenComparing(Count::value))
                .limit(most)
                .toList();
    }
}
