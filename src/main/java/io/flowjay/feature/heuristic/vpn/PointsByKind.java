package io.flowjay.feature.heuristic.vpn;

import java.util.Arrays;

/** Points of a few kinds, in the order in which the kinds got their first ones; most flows have none. */
final class PointsByKind {
    private static final int FIRST_CAPACITY = 4;
    private static final String[] NO_KINDS = {};
    private static final int[] NO_POINTS = {};

    private String[] kinds = NO_KINDS;
    private int[] points = NO_POINTS;
    private int size;

    /** Adds points to those of a kind. */
    void add(String kind, int more) {
        int index = indexOf(kind);
        points[index] += more;
    }

    /** Adds the points of each kind to those that it has here. */
    void addAll(PointsByKind other) {
        for (int i = 0; i < other.size; i++) {
            add(other.kinds[i], other.points[i]);
        }
    }

    /** Gives a kind at least so many points. */
    void raise(String kind, int least) {
        int index = indexOf(kind);
        points[index] = Math.max(points[index], least);
    }

    /** The points of the kind that has the most; 0 when none has any. */
    int mostPoints() {
        int first = firstOfMost();
        return first < 0 ? 0 : points[first];
    }

    /** The kind that has the most points, of several the first; empty when none has any. */
    String kindOfMost() {
        int first = firstOfMost();
        return first < 0 ? "" : kinds[first];
    }

    private int firstOfMost() {
        int most = 0;
        int first = -1;
        for (int i = 0; i < size; i++) {
            if (points[i] > most) {
                most = points[i];
                first = i;
            }
        }
        return first;
    }

    private int indexOf(String kind) {
        for (int i = 0; i < size; i++) {
            if (kinds[i].equals(kind)) {
                return i;
            }
        }
        if (size == kinds.length) {
            int capacity = Math.max(FIRST_CAPACITY, size * 2);
            kinds = Arrays.copyOf(kinds, capacity);
            points = Arrays.copyOf(points, capacity);
        }
        kinds[size] = kind;
        return size++;
    }
}
