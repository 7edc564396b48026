package io.flowjay.graph;

import java.util.Arrays;
import java.util.Random;

/**
 * Betweenness centrality of unweighted directed graphs by Brandes's accumulation ("A faster algorithm for betweenness
 * centrality", 2001), ends of a path excluded, as the share of the {@code (n-1)(n-2)} ordered pairs of other nodes.
 *
 * <p>Large graphs are estimated from pivots (Brandes and Pich, "Centrality estimation in large networks", 2007): shortest paths
 * from {@value #PIVOTS} nodes, drawn with a fixed seed, stand for those from all.
 */
final class Betweenness {
    static final int PIVOTS = 256;

    private static final long SEED = 20_010_101;
    private static final int UNREACHED = -1;
    /** Path counts grow exponentially with the distance; beyond this they are scaled down by as much. */
    private static final double LARGE = 0x1p500;

    private final Adjacency graph;
    private final double[] sums;
    private final double[] dependency;
    private final int[] distance;
    /** Reached nodes by their distance from the source. */
    private final int[] queue;
    /** Shortest paths from the source, in the scale of the level before the node's. */
    private final double[] pathsIn;
    /** Shortest paths from the source, in the scale of the node's own level. */
    private final double[] pathsOut;

    private Betweenness(Adjacency graph) {
        int nodes = graph.nodes();
        this.graph = graph;
        sums = new double[nodes];
        dependency = new double[nodes];
        distance = new int[nodes];
        queue = new int[nodes];
        pathsIn = new double[nodes];
        pathsOut = new double[nodes];
        Arrays.fill(distance, UNREACHED);
    }

    /** Whether {@link #of} is exact for a graph of so many nodes. */
    static boolean isExact(int nodes, int exactNodes) {
        return nodes <= Math.max(exactNodes, PIVOTS);
    }

    /**
     * The betweenness of every node, 0 to 1.
     *
     * @param graph the successors of each node
     * @param exactNodes number of nodes up to which it is exact
     */
    static double[] of(Adjacency graph, int exactNodes) {
        int nodes = graph.nodes();
        if (nodes <= 2) {
            return new double[nodes];
        }
        int[] sources = isExact(nodes, exactNodes) ? all(nodes) : pivots(nodes);
        Betweenness betweenness = new Betweenness(graph);
        for (int source : sources) {
            betweenness.accumulate(source);
        }
        double scale = (double) nodes / sources.length / (nodes - 1.0) / (nodes - 2.0);
        return Arrays.stream(betweenness.sums)
                .map(sum -> Math.min(1, sum * scale))
                .toArray();
    }

    private static int[] all(int nodes) {
        int[] all = new int[nodes];
        Arrays.setAll(all, node -> node);
        return all;
    }

    private static int[] pivots(int nodes) {
        int[] drawn = all(nodes);
        Random random = new Random(SEED);
        for (int i = 0; i < PIVOTS; i++) {
            int other = i + random.nextInt(nodes - i);
            int node = drawn[other];
            drawn[other] = drawn[i];
            drawn[i] = node;
        }
        return Arrays.copyOf(drawn, PIVOTS);
    }

    private void accumulate(int source) {
        int reached = countPaths(source);
        for (int i = reached - 1; i > 0; i--) {
            int node = queue[i];
            dependency[node] = dependencyOn(node);
            sums[node] += dependency[node];
        }
        for (int i = 0; i < reached; i++) {
            distance[queue[i]] = UNREACHED;
            pathsIn[queue[i]] = 0;
        }
    }

    private int countPaths(int source) {
        queue[0] = source;
        distance[source] = 0;
        pathsIn[source] = 1;
        int reached = 1;
        int levelEnd = 0;
        for (int i = 0; i < reached; i++) {
            if (i == levelEnd) {
                scale(i, reached);
                levelEnd = reached;
            }
            int node = queue[i];
            int next = distance[node] + 1;
            for (int entry = graph.start(node); entry < graph.start(node + 1); entry++) {
                int target = graph.target(entry);
                if (distance[target] == UNREACHED) {
                    distance[target] = next;
                    queue[reached++] = target;
                }
                if (distance[target] == next) {
                    pathsIn[target] += pathsOut[node];
                }
            }
        }
        return reached;
    }

    private void scale(int levelStart, int levelEnd) {
        double most = 0;
        for (int i = levelStart; i < levelEnd; i++) {
            most = Math.max(most, pathsIn[queue[i]]);
        }
        double factor = most > LARGE ? 1 / LARGE : 1;
        for (int i = levelStart; i < levelEnd; i++) {
            pathsOut[queue[i]] = pathsIn[queue[i]] * factor;
        }
    }

    private double dependencyOn(int node) {
        int next = distance[node] + 1;
        double sum = 0;
        for (int entry = graph.start(node); entry < graph.start(node + 1); entry++) {
            int target = graph.target(entry);
            if (distance[target] == next) {
                sum += pathsOut[node] / pathsIn[target] * (1 + dependency[target]);
            }
        }
        return sum;
    }
}
