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

    /**
     * Each triangle is found once, at its node of least degree. Only neighbours of no less degree are followed, of which no node has
     * more than the root of twice the edges: that bounds the work by edges to the power of 1.5, also where all hosts call one.
     */
    private static long[] triangles(Adjacency graph) {
        int[] ends = new int[graph.nodes()];
        int[] later = later(graph, ends);
        long[] triangles = new long[graph.nodes()];
        int[] markedBy = new int[graph.nodes()];
        for (int a = 0; a < graph.nodes(); a++) {
            for (int entry = graph.start(a); entry < ends[a]; entry++) {
                markedBy[later[entry]] = a + 1;
            }
            for (int entry = graph.start(a); entry < ends[a]; entry++) {
                int b = later[entry];
                for (int further = graph.start(b); further < ends[b]; further++) {
                    int c = later[further];
                    if (markedBy[c] == a + 1) {
                        triangles[a]++;
                        triangles[b]++;
                        triangles[c]++;
                    }
                }
            }
        }
        return triangles;
    }

    /** The neighbours that each node precedes, from the place on where all of its neighbours stand in the graph to {@code ends}. */
    private static int[] later(Adjacency graph, int[] ends) {
        int[] later = new int[graph.entries()];
        for (int node = 0; node < graph.nodes(); node++) {
            int end = graph.start(node);
            for (int entry = graph.start(node); entry < graph.start(node + 1); entry++) {
                if (precedes(graph, node, graph.target(entry))) {
                    later[end++] = graph.target(entry);
                }
            }
            ends[node] = end;
        }
        return later;
    }

    private static boolean precedes(Adjacency graph, int a, int b) {
        int order = Integer.compare(graph.degree(a), graph.degree(b));
        return order == 0 ? a < b : order < 0;
    }
}
