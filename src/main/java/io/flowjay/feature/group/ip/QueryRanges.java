package io.flowjay.feature.group.ip;

import io.flowjay.flow.columns.IcmpColumns;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts the ICMP queries of a flow, by identifier and sequence number, into ranges of few enough queries to be sorted in memory. A range of
 * more queries has a single identifier and sequence number, so its queries need no sorting.
 */
final class QueryRanges {
    /** Most queries that are sorted at a time. */
    static final int MOST = 1 << 18;

    private static final int NUMBERS = 0x10000;

    /**
     * Queries of neighbouring numbers.
     *
     * @param first the smallest {@code identifier << 16 | sequence}, unsigned
     * @param last the greatest
     * @param queries how many there are
     */
    record Range(long first, long last, int queries) {
        boolean has(int query) {
            long number = Integer.toUnsignedLong(query);
            return number >= first && number <= last;
        }
    }

    private final IcmpColumns icmp;
    private final int size;
    private final int most;
    private final List<Range> ranges = new ArrayList<>();

    private QueryRanges(IcmpColumns icmp, int size, int most) {
        this.icmp = icmp;
        this.size = size;
        this.most = most;
    }

    /** The ranges in ascending order, each with a query. */
    static List<Range> of(IcmpColumns icmp, int size, int most) {
        int queries = 0;
        for (int i = 0; i < size; i++) {
            queries += (icmp.type(i) & IcmpColumns.IS_QUERY) != 0 ? 1 : 0;
        }
        if (queries == 0) {
            return List.of();
        }
        if (queries <= most) {
            return List.of(new Range(0, 0xffff_ffffL, queries));
        }
        QueryRanges cut = new QueryRanges(icmp, size, most);
        cut.cutByIdentifier();
        return cut.ranges;
    }

    private void cutByIdentifier() {
        int[] counts = new int[NUMBERS];
        for (int i = 0; i < size; i++) {
            if ((icmp.type(i) & IcmpColumns.IS_QUERY) != 0) {
                counts[icmp.query(i) >>> 16]++;
            }
        }
        int from = 0;
        while (from < NUMBERS) {
            int end = endOfRange(counts, from);
            if (counts[from] > most) {
                cutBySequence(from);
            } else {
                add((long) from << 16, ((long) end << 16) - 1, sum(counts, from, end));
            }
            from = end;
        }
    }

    private void cutBySequence(int identifier) {
        int[] counts = new int[NUMBERS];
        for (int i = 0; i < size; i++) {
            if ((icmp.type(i) & IcmpColumns.IS_QUERY) != 0 && icmp.query(i) >>> 16 == identifier) {
                counts[icmp.query(i) & 0xffff]++;
            }
        }
        long base = (long) identifier << 16;
        int from = 0;
        while (from < NUMBERS) {
            int end = endOfRange(counts, from);
            add(base + from, base + end - 1, sum(counts, from, end));
            from = end;
        }
    }

    /** The number after the last one of a range: of one number, or of several with few enough queries. */
    private int endOfRange(int[] counts, int from) {
        int end = from + 1;
        int queries = counts[from];
        while (end < NUMBERS && queries <= most && counts[end] <= most - queries) {
            queries += counts[end];
            end++;
        }
        return end;
    }

    private static int sum(int[] counts, int from, int end) {
        int sum = 0;
        for (int i = from; i < end; i++) {
            sum += counts[i];
        }
        return sum;
    }

    private void add(long first, long last, int queries) {
        if (queries > 0) {
            ranges.add(new Range(first, last, queries));
        }
    }
}
