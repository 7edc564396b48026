package io.flowjay.names;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;

/** Finds the valid name that a user probably meant. */
public final class NearestName {
    private NearestName() {}

    /**
     * The valid name with the smallest Levenshtein distance to a name, the number of characters to insert, delete or replace; the case
     * of letters does not count.
     *
     * @param name the name that a user gave
     * @param valid the names there are; of several equally near ones, the first in the collection's order wins
     * @return the nearest name; empty if {@code valid} is
     */
    public static String of(String name, Collection<String> valid) {
        String nearest = "";
        int bound = Integer.MAX_VALUE;
        for (String candidate : valid) {
            int distance = distance(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT), bound);
            if (distance < bound) {
                nearest = candidate;
                bound = distance;
            }
        }
        return nearest;
    }

    /**
     * The nearest name, if a user can have meant it: it is the name with a prefix, or at most a third of the name's characters differ, or
     * two.
     *
     * @return empty if no valid name is near
     */
    public static String near(String name, Collection<String> valid) {
        for (String candidate : valid) {
            if (candidate.endsWith('.' + name)) {
                return candidate;
            }
        }
        String nearest = of(name, valid);
        int limit = Math.max(2, name.length() / 3);
        boolean near = !nearest.isEmpty()
                && distance(name.toLowerCase(Locale.ROOT), nearest.toLowerCase(Locale.ROOT), limit + 1) <= limit;
        return near ? nearest : "";
    }

    /**
     * The end of a message about an unknown name.
     *
     * @return {@code "; did you mean NAME?"}, or nothing if no valid name is near
     */
    public static String hint(String name, Collection<String> valid) {
        String nearest = near(name, valid);
        return nearest.isEmpty() ? "" : "; did you mean " + nearest + "?";
    }

    /**
     * The Levenshtein distance of two texts, in UTF-16 units, by Wagner and Fischer (1974) with one row of their table.
     *
     * @param bound the distance from which on its exact value does not matter
     * @return the distance if it is less than {@code bound}; {@code bound} otherwise
     */
    static int distance(String one, String other, int bound) {
        if (Math.abs(one.length() - other.length()) >= bound) {
            return bound;
        }
        // row[j] is the distance of the first i characters of one and the first j of the other.
        int[] row = new int[other.length() + 1];
        Arrays.setAll(row, j -> j);
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            int smallest = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(diagonal, row[j - 1]));
                smallest = Math.min(smallest, row[j]);
            }
            if (smallest >= bound) {
                // The smallest distance of a row never falls in the rows after it.
                return bound;
            }
        }
        return Math.min(row[other.length()], bound);
    }
}
