package io.flowjay.record.format;

import java.util.ArrayList;
import java.util.List;

/**
 * Which columns of a record belong to one feature group, and which groups a record holds. Sets of groups are bits of a long. Immutable.
 */
public final class RecordGroups {
    /** What {@link #present} answers when every group is there. */
    static final long ALL = -1;

    private final boolean sparse;
    private final int[] groups;

    /** @param columns what records hold, and whether they leave out groups that say nothing of the flow */
    public RecordGroups(RecordColumns columns) {
        sparse = columns.sparse();
        groups = new int[columns.size()];
        List<String> names = new ArrayList<>();
        // The fields before the features, which every record holds.
        names.add("");
        for (int i = 0; i < groups.length; i++) {
            String name = columns.get(i).group();
            if (!names.contains(name)) {
                names.add(name);
            }
            groups[i] = names.indexOf(name);
        }
        if (names.size() > Long.SIZE) {
            throw new IllegalStateException("there are more than " + Long.SIZE + " feature groups");
        }
    }

    /** The groups that a record of these values holds: all, or those with a value that is not missing. */
    public long present(RecordValues record) {
        if (!sparse) {
            return ALL;
        }
        long present = 1;
        for (int i = 0; i < groups.length; i++) {
            if (!record.isMissing(i)) {
                present |= 1L << groups[i];
            }
        }
        return present;
    }

    /** Whether a column is in a set of groups. */
    public boolean has(long present, int column) {
        return (present >>> groups[column] & 1) != 0;
    }

    /** End (exclusive) of the run of columns from {@code first} that are all in a set of groups or all outside it. */
    public int endOfRun(long present, int first) {
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

    /** How many columns are in a set of groups. */
    public int count(long present) {
        int count = 0;
        for (int i = 0; i < groups.length; i++) {
            count += has(present, i) ? 1 : 0;
        }
        return count;
    }
}
