package io.flowjay.graph;

/** Metrics of small graphs straight from their definitions, over matrices. */
public final class BruteForce {
    private static final int FAR = 1_000_000;

    private BruteForce() {}

    /** Over every ordered pair of other nodes, the share of shortest paths that lead over the node. */
    public static double[] betweenness(boolean[][] edges) {
        int n = edges.length;
        int[][] distance = distances(edges);
        double[][] paths = paths(edges, distance);
        double[] betweenness = new double[n];
        for (int v = 0; v < n && n > 2; v++) {
            double sum = 0;
            for (int s = 0; s < n; s++) {
                for (int t = 0; t < n; t++) {
                    boolean distinct = s != t && s != v && t != v;
                    if (distinct && distance[s][t] < FAR && distance[s][v] + distance[v][t] == distance[s][t]) {
                        sum += paths[s][v] * paths[v][t] / paths[s][t];
                    }
                }
            }
            betweenness[v] = sum / ((n - 1) * (n - 2));
        }
        return betweenness;
    }

    /** Over every pair of neighbours, the share that are neighbours. */
    public static double[] clustering(boolean[][] edges) {
        int n = edges.length;
        double[] clustering = new double[n];
        for (int v = 0; v < n; v++) {
            int pairs = 0;
            int closed = 0;
            for (int a = 0; a < n; a++) {
                for (int b = a + 1; b < n; b++) {
                    if (neighbors(edges, v, a) && neighbors(edges, v, b)) {
                        pairs++;
                        closed += neighbors(edges, a, b) ? 1 : 0;
                    }
                }
            }
            clustering[v] = pairs == 0 ? 0 : (double) closed / pairs;
        }
        return clustering;
    }

    /** Whether edges of any direction lead from one node to the other. */
    static boolean connected(boolean[][] edges, int from, int to) {
        int n = edges.length;
        boolean[][] both = new boolean[n][n];
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < n; b++) {
                both[a][b] = edges[a][b] || edges[b][a];
            }
        }
        return distances(both)[from][to] < FAR;
    }

    /** Modularity at resolution 1 (Newman 2004), over every pair of nodes; {@code flows} from each node to each other. */
    static double modularity(double[][] flows, int[] communities) {
        int n = flows.length;
        double[] degree = new double[n];
        double total = 0;
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < n; b++) {
                degree[a] += flows[a][b] + flows[b][a];
            }
            total += degree[a];
        }
        double modularity = 0;
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < n; b++) {
                boolean same = communities[a] == communities[b];
                modularity += same ? (flows[a][b] + flows[b][a] - degree[a] * degree[b] / total) / total : 0;
            }
        }
        return modularity;
    }

    private static boolean neighbors(boolean[][] edges, int a, int b) {
        return a != b && (edges[a][b] || edges[b][a]);
    }

    /** Floyd and Warshall. */
    private static int[][] distances(boolean[][] edges) {
        int n = edges.length;
        int[][] distance = new int[n][n];
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < n; b++) {
                distance[a][b] = a == b ? 0 : edges[a][b] ? 1 : FAR;
            }
        }
        for (int via = 0; via < n; via++) {
            for (int a = 0; a < n; a++) {
                for (int b = 0; b < n; b++) {
                    distance[a][b] = Math.min(distance[a][b], distance[a][via] + distance[via][b]);
                }
            }
        }
        return distance;
    }

    /** Shortest paths between all pairs, by ascending distance. */
    private static double[][] paths(boolean[][] edges, int[][] distance) {
        int n = edges.length;
        double[][] paths = new double[n][n];
        for (int length = 0; length < n; length++) {
            for (int s = 0; s < n; s++) {
                for (int t = 0; t < n; t++) {
                    if (distance[s][t] == length) {
                        paths[s][t] = length == 0 ? 1 : 0;
                        for (int last = 0; last < n && length > 0; last++) {
                            if (edges[last][t] && distance[s][last] == length - 1) {
                                paths[s][t] += paths[s][last];
                            }
                        }
                    }
                }
            }
        }
        return paths;
    }
}
