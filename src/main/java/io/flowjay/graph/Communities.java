package io.flowjay.graph;

import java.util.Arrays;
import java.util.Random;
import nl.cwts.networkanalysis.LouvainAlgorithm;
import nl.cwts.networkanalysis.Network;
import nl.cwts.util.LargeDoubleArray;
import nl.cwts.util.LargeIntArray;

/**
 * Communities of undirected graphs whose edges weigh as many flows as they stand for: modularity at resolution 1, maximised by
 * the Louvain method (Blondel et al. 2008) with a fixed seed.
 */
final class Communities {
    private static final long SEED = 20_081_009;
    private static final int ITERATIONS = 10;

    private Communities() {}

    /**
     * The community of every node; communities are numbered from 0 on in the order of their smallest nodes.
     *
     * @param graph the neighbours of each node
     * @param edges edges between hosts with the number of their flows
     * @param ranks the node that stands for each host
     */
    static int[] of(Adjacency graph, PairCounts edges, int[] ranks) {
        int nodes = graph.nodes();
        if (nodes == 0) {
            return new int[0];
        }
        int[] hosts = new int[nodes];
        for (int host = 0; host < nodes; host++) {
            hosts[ranks[host]] = host;
        }
        double[] degrees = new double[nodes];
        long[] offsets = new long[nodes + 1];
        LargeIntArray neighbors = new LargeIntArray(graph.entries());
        LargeDoubleArray weights = new LargeDoubleArray(graph.entries());
        double total = 0;
        for (int node = 0; node < nodes; node++) {
            // An edge from a node to itself has both its ends there.
            degrees[node] = 2.0 * edges.count(hosts[node], hosts[node]);
            for (int entry = graph.start(node); entry < graph.start(node + 1); entry++) {
                int from = hosts[node];
                int to = hosts[graph.target(entry)];
                double flows = edges.count(from, to) + edges.count(to, from);
                neighbors.set(entry, graph.target(entry));
                weights.set(entry, flows);
                degrees[node] += flows;
            }
            offsets[node + 1] = graph.start(node + 1);
            total += degrees[node];
        }
        Network network = new Network(degrees, offsets, neighbors, weights, false);
        // With nodes that weigh their degrees, this resolution makes the constant Potts model the modularity.
        return numbered(new LouvainAlgorithm(1 / total, ITERATIONS, new Random(SEED))
                .findClustering(network)
                .getClusters());
    }

    private static int[] numbered(int[] clusters) {
        int[] numbers = new int[clusters.length];
        Arrays.fill(numbers, -1);
        int[] communities = new int[clusters.length];
        int next = 0;
        for (int node = 0; node < clusters.length; node++) {
            if (numbers[clusters[node]] < 0) {
                numbers[clusters[node]] = next++;
            }
            communities[node] = numbers[clusters[node]];
        }
        return communities;
    }
}
