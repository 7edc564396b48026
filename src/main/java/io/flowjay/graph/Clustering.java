package io.flowjay.graph;

/** Local clustering coefficients of undirected graphs (Watts and Strogatz 1998): the share of a node's pairs of neighbours that are neighbours. */
final class Clustering {
    private Clustering() {}

    /**
     * The coefficient of every node, 0 to 1; 0 with fewer than two neighbours.
     *
     * @param graph the neighbours of each node
     */
    static double[] of(Adjacency graph) {
        long[] triangles = triangles(graph);
        double[] clustering = new double[graph.nodes()];
        for (int node = 0; node < clustering.length; node++) {
            long degree = graph.degree(node);
            if (degree > 1) {
                clustering[node] = 2.0 * triangles[node] / (degree * (degree - 1.0));
            }
        }
        return clustering;
    }

    /** Each triangle is found once, at its node of least degree, which bounds the work by edges to the power of 1.5. */
    private static long[] triangles(Adjacency graph) {
        long[] triangles = new long[graph.nodes()];
        int[] markedBy = new int[graph.nodes()];
        for (int a = 0; a < graph.nodes(); a++) {
            for (int entry = graph.start(a); entry < graph.start(a + 1); entry++) {
                if (precedes(graph, a, graph.target(entry))) {
                    markedBy[graph.target(entry)] = a + 1;
                }
            }
            for (int entry = graph.start(a); entry < graph.start(a + 1); entry++) {
                int b = graph.target(entry);
                if (precedes(graph, a, b)) {
                    for (int further = graph.start(b); further < graph.start(b + 1); further++) {
                        int c = graph.target(further);
                        if (markedBy[c] == a + 1 && precedes(graph, b, c)) {
                            triangles[a]++;
                            triangles[b]++;
                            triangles[c]++;
                        }
                    }
                }
            }
        }
        return triangles;
    }

    private static boolean precedes(Adjacency graph, int a, int b) {
        int order = Integer.compare(graph.degree(a), graph.degree(b));
        return order == 0 ? a < b : order < 0;
    }
}
