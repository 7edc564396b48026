package io.flowjay.graph;

import java.util.Arrays;

/**
 * Metrics of each host's place in the graph. They are computed over hosts in the order of their addresses, so that they do not
 * depend on the order of flows.
 */
final class HostMetrics {
    final double[] betweenness;
    final boolean betweennessExact;
    final double[] clustering;
    final int[] community;

    /**
     * @param edges edges between hosts with the number of their flows
     * @param ranks the place of each host in the order of addresses
     * @param exactBetweennessHosts number of hosts up to which betweenness is exact
     */
    HostMetrics(PairCounts edges, int[] ranks, int exactBetweennessHosts) {
        betweenness = byHost(Betweenness.of(Adjacency.directed(edges, ranks), exactBetweennessHosts), ranks);
        betweennessExact = Betweenness.isExact(ranks.length, exactBetweennessHosts);
        Adjacency neighbors = Adjacency.undirected(edges, ranks);
        clustering = byHost(Clustering.of(neighbors), ranks);
        int[] communities = Communities.of(neighbors, edges, ranks);
        community = Arrays.stream(ranks).map(rank -> communities[rank]).toArray();
    }

    private static double[] byHost(double[] byRank, int[] ranks) {
        return Arrays.stream(ranks).mapToDouble(rank -> byRank[rank]).toArray();
    }
}
