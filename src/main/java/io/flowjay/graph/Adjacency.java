package io.flowjay.graph;

import java.util.Arrays;

/**
 * The neighbours of each node in two arrays (compressed sparse rows), ascending and without repetition. Edges from a node to
 * itself are left out: no metric here counts them.
 */
final class Adjacency {
    private final int[] offsets;
    private final int[] targets;

    private Adjacency(int[] offsets, int[] targets) {
        this.offsets = offsets;
        this.targets = targets;
    }

    /**
     * The successors of each node.
     *
     * @param edges edges between hosts
     * @param ranks the node that stands for each host
     */
    static Adjacency directed(PairCounts edges, int[] ranks) {
        return of(edges, ranks, false);
    }

    /** The nodes that an edge of either direction joins each node to; parameters as of {@link #directed}. */
    static Adjacency undirected(PairCounts edges, int[] ranks) {
        return of(edges, ranks, true);
    }

    int nodes() {
        return offsets.length - 1;
    }

    /** Number of neighbours over all nodes. */
    int entries() {
        return targets.length;
    }

    /** Where a node's neighbours begin; they end where those of the next begin. */
    int start(int node) {
        return offsets[node];
    }

    int target(int entry) {
        return targets[entry];
    }

    int degree(int node) {
        return offsets[node + 1] - offsets[node];
    }

    private static Adjacency of(PairCounts edges, int[] ranks, boolean both) {
        int[] ends = new int[ranks.length + 1];
        edges.forEach((from, to, count) -> {
            if (from != to) {
                ends[ranks[from] + 1]++;
                if (both) {
                    ends[ranks[to] + 1]++;
                }
            }
        });
        Arrays.parallelPrefix(ends, Integer::sum);
        int[] offsets = ends.clone();
        int[] targets = new int[ends[ranks.length]];
        edges.forEach((from, to, count) -> {
            if (from != to) {
                targets[ends[ranks[from]]++] = ranks[to];
                if (both) {
                    targets[ends[ranks[to]]++] = ranks[from];
                }
            }
        });
        return distinct(offsets, targets);
    }

    private static Adjacency distinct(int[] offsets, int[] targets) {
        int[] kept = new int[offsets.length];
        int size = 0;
        for (int node = 0; node + 1 < offsets.length; node++) {
            Arrays.sort(targets, offsets[node], offsets[node + 1]);
            for (int i = offsets[node]; i < offsets[node + 1]; i++) {
                if (i == offsets[node] || targets[i] != targets[size - 1]) {
                    targets[size++] = targets[i];
                }
            }
            kept[node + 1] = size;
        }
        return new Adjacency(kept, Arrays.copyOf(targets, size));
    }
}
