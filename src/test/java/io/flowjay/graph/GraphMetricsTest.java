package io.flowjay.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Metrics of graphs: worked out by hand, and against {@link BruteForce} on random graphs. */
class GraphMetricsTest {
    private static final Offset<Double> CLOSE = within(1e-9);

    static Stream<Arguments> graphs() {
        return Stream.of(
                graph("path", 3, "0-1 1-2", "0 0.5 0", "0 0 0", "0 0 0"),
                graph("two hosts have nothing between them", 2, "0-1 1-0", "0 0", "0 0", "0 0"),
                graph("one host that calls itself", 1, "0-0", "0", "0", "0"),
                graph("triangle", 3, "0-1 1-2 2-0", "0.5 0.5 0.5", "1 1 1", "0 0 0"),
                graph("star, outwards and back", 4, "0-1 1-0 0-2 2-0 0-3 3-0", "1 0 0 0", "0 0 0 0", "0 0 0 0"),
                // 0 to 3 over 1 and over 2: half a path each, of 6 ordered pairs.
                graph("diamond", 4, "0-1 0-2 1-3 2-3", "0 0.08333333333 0.08333333333 0", "0 0 0 0", null),
                graph("worked example of the notes", 4, "0-1 0-2 1-2 2-3 1-0", "0 0 0.33333333333 0", null, null),
                graph("its undirected form", 4, "0-1 0-2 1-2 2-3", null, "1 1 0.33333333333 0", null),
                graph("a pair of triangles", 6, "3-4 4-5 5-3 0-1 1-2 2-0 2-3", null, null, "0 0 0 1 1 1"),
                graph("parts that are not joined", 5, "4-0 1-3 2-2", "0 0 0 0 0", "0 0 0 0 0", "0 1 2 1 0"),
                graph("many flows outweigh few", 4, "0-1 1-2 2-3 0-2 0-2 0-2 3-1 1-3 3-1", null, null, "0 1 0 1"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("graphs")
    void smallGraphs(PairCounts edges, int nodes, String betweenness, String clustering, String communities) {
        int[] ranks = identity(nodes);
        Adjacency undirected = Adjacency.undirected(edges, ranks);
        if (betweenness != null) {
            assertThat(Betweenness.of(Adjacency.directed(edges, ranks), nodes))
                    .containsExactly(numbers(betweenness), CLOSE);
        }
        if (clustering != null) {
            assertThat(Clustering.of(undirected)).containsExactly(numbers(clustering), CLOSE);
        }
        if (communities != null) {
            int[] found = Communities.of(undirected, edges, ranks);
            assertThat(IntStream.of(found).asDoubleStream().toArray()).containsExactly(numbers(communities));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @DisplayName("random graphs: equal to brute force, whatever the hosts are numbered")
    void randomGraphs(long seed) {
        Random random = new Random(seed);
        int nodes = 1 + random.nextInt(24);
        boolean[][] joined = new boolean[nodes][nodes];
        double[][] flows = new double[nodes][nodes];
        PairCounts edges = new PairCounts();
        PairCounts renamed = new PairCounts();
        int[] ranks = shuffled(nodes, random);
        int count = 1 + random.nextInt(nodes * 3);
        for (int i = 0; i < count; i++) {
            int from = random.nextInt(nodes);
            int to = random.nextInt(nodes);
            joined[from][to] = true;
            flows[from][to]++;
            edges.add(from, to);
            renamed.add(indexOf(ranks, from), indexOf(ranks, to));
        }
        Adjacency directed = Adjacency.directed(edges, identity(nodes));
        Adjacency undirected = Adjacency.undirected(edges, identity(nodes));
        double[] betweenness = Betweenness.of(directed, nodes);
        int[] communities = Communities.of(undirected, edges, identity(nodes));

        assertThat(betweenness).as("betweenness").containsExactly(BruteForce.betweenness(joined), CLOSE);
        assertThat(Clustering.of(undirected)).as("clustering").containsExactly(BruteForce.clustering(joined), CLOSE);
        assertThat(Betweenness.of(Adjacency.directed(renamed, ranks), nodes)).containsExactly(betweenness);
        assertThat(Communities.of(Adjacency.undirected(renamed, ranks), renamed, ranks))
                .containsExactly(communities);
        assertNoMoveIsBetter(flows, communities);
        int next = 0;
        for (int node = 0; node < nodes; node++) {
            assertThat(communities[node]).as("numbered by smallest member").isBetween(0, next);
            next = Math.max(next, communities[node] + 1);
            for (int other = 0; other < nodes; other++) {
                if (communities[node] == communities[other]) {
                    assertThat(BruteForce.connected(joined, node, other)).isTrue();
                }
            }
        }
    }

    /** No node can go to another community, or to one of its own, and raise the modularity. */
    private static void assertNoMoveIsBetter(double[][] flows, int[] communities) {
        double best = BruteForce.modularity(flows, communities);
        for (int node = 0; node < communities.length; node++) {
            int[] moved = communities.clone();
            for (int community = 0; community <= communities.length; community++) {
                moved[node] = community;
                assertThat(BruteForce.modularity(flows, moved))
                        .as("node %d in community %d", node, community)
                        .isLessThanOrEqualTo(best + 1e-9);
            }
        }
    }

    static Stream<Long> seeds() {
        return Stream.iterate(1L, seed -> seed + 1).limit(200);
    }

    @Test
    @DisplayName("above the bound, betweenness is estimated: the same each time, near the exact value")
    void estimates() {
        int nodes = 1000;
        Random random = new Random(7);
        PairCounts edges = new PairCounts();
        for (int node = 1; node < nodes; node++) {
            // Ten hubs in a ring, and every other host at two of them.
            edges.add(node, random.nextInt(10));
            edges.add(random.nextInt(10), node);
            edges.add(node % 10, (node + 1) % 10);
        }
        Adjacency graph = Adjacency.directed(edges, identity(nodes));
        assertThat(Betweenness.isExact(nodes, nodes)).isTrue();
        assertThat(Betweenness.isExact(nodes, nodes - 1)).isFalse();
        double[] exact = Betweenness.of(graph, nodes);
        double[] estimate = Betweenness.of(graph, nodes - 1);
        assertThat(estimate).containsExactly(Betweenness.of(graph, 0)).isNotEqualTo(exact);
        for (int hub = 0; hub < 10; hub++) {
            assertThat(estimate[hub]).as("hub %d", hub).isCloseTo(exact[hub], within(exact[hub] * 0.25));
        }
    }

    @Test
    @DisplayName("more shortest paths than a double can count")
    void pathCountsDoNotOverflow() {
        int width = 4;
        int levels = 600;
        PairCounts edges = new PairCounts();
        for (int from = 0; from < width * (levels - 1); from++) {
            for (int i = 0; i < width; i++) {
                edges.add(from, (from / width + 1) * width + i);
            }
        }
        int nodes = width * levels;
        double[] betweenness = Betweenness.of(Adjacency.directed(edges, identity(nodes)), nodes);
        for (int node = 0; node < nodes; node++) {
            int level = node / width;
            // Paths over the node: from every node ahead to every node behind, shared by its level.
            double paths = (double) level * (levels - 1 - level) * width;
            assertThat(betweenness[node]).isCloseTo(paths / (nodes - 1.0) / (nodes - 2.0), CLOSE);
        }
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    @DisplayName("a flood of hosts that call one: work that grows with the square of their number would take hours")
    void aMillionHostsCallOne() {
        int nodes = 1_000_000;
        PairCounts edges = new PairCounts();
        for (int node = 1; node < nodes; node++) {
            edges.add(node, 0);
        }
        edges.add(1, 2);
        double[] clustering = Clustering.of(Adjacency.undirected(edges, identity(nodes)));
        assertThat(clustering[1]).isEqualTo(1);
        assertThat(clustering[3]).isZero();
        assertThat(clustering[0]).isCloseTo(2 / (999_999.0 * 999_998), CLOSE);
    }

    private static Arguments graph(
            String name, int nodes, String edges, String betweenness, String clustering, String communities) {
        PairCounts counts = new PairCounts();
        for (String edge : edges.split(" ", -1)) {
            counts.add(edge.charAt(0) - '0', edge.charAt(2) - '0');
        }
        return arguments(named(name, counts), nodes, betweenness, clustering, communities);
    }

    private static double[] numbers(String text) {
        return Stream.of(text.split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
    }

    private static int[] identity(int nodes) {
        return IntStream.range(0, nodes).toArray();
    }

    private static int[] shuffled(int nodes, Random random) {
        int[] order = identity(nodes);
        for (int i = nodes - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int node = order[other];
            order[other] = order[i];
            order[i] = node;
        }
        return order;
    }

    private static int indexOf(int[] ranks, int rank) {
        return IntStream.range(0, ranks.length)
                .filter(i -> ranks[i] == rank)
                .findFirst()
                .orElseThrow();
    }
}
