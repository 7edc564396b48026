package io.flowjay.record;

import io.flowjay.feature.Feature;
import io.flowjay.feature.FeatureVector;
import java.util.ArrayList;
import java.util.List;

/** Which features of a record belong to one group, and which groups a record holds. Sets of groups are bits of a long. */
final class RecordGroups {
    /** What {@link #present} answers when every group is there. */
    static final long ALL = -1;

    private final boolean sparse;
    private final int[] groups;

    /**
     * @param features what a record holds, in record order
     * @param sparse whether a record leaves out groups that say nothing of the flow
     */
    RecordGroups(Feature[] features, boolean sparse) {
        this.sparse = sparse;
        groups = new int[features.length];
        List<String> names = new ArrayList<>();
        for (int i = 0; i < features.length; i++) {
            String name = features[i].group();
            if (!names.contains(name)) {
                names.add(name);
            }
            groups[i] = names.indexOf(name);
        }
        if (names.size() > Long.SIZE) {
            throw new IllegalStateException("there are more than " + Long.SIZE + " feature groups");
        }
    }

    /** The groups that a record of these values holds: all, or those of which a value is not missing. */
    long present(FeatureVector vector) {
        if (!sparse) {
            return ALL;
        }
        long present = 0;
        for (int i = 0; i < groups.length; i++) {
            if (!vector.isMissing(i)) {
                present |= 1L << groups[i];
            }
        }
        return present;
    }

    /** Whether a feature is in a set of groups. */
    boolean has(long present, int feature) {
        return (present >>> groups[feature] & 1) != 0;
    }

    /** The feature behind those that start at one and are in the set as it is, or are not as it is not. */
    int endOfRun(long present, int first) {
        if (present == ALL) {
            return groups.length;
        }
        boolean has = has(present, first);
        int end = first + 1;
        while (end < groups.length && has(present, end) == has) {
            end++;
        }
        return end;
    }

    /** How many features are in a set of groups. */
    int count(long present) {
        int count = 0;
        for (int i = 0; i < groups.length; i++) {
            count += has(present, i) ? 1 : 0;
        }
        return count;
    }
}
