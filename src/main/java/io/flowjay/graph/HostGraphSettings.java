package io.flowjay.graph;

/**
 * Bounds of a host graph.
 *
 * @param exactBetweennessHosts hosts up to which betweenness is exact; above, it is estimated
 * @param maxEntries hosts, edges and called ports together, some hundred bytes each, beyond which there is no graph
 */
public record HostGraphSettings(int exactBetweennessHosts, int maxEntries) {
    /** Exact up to 2,000 hosts, and 4,000,000 entries. */
    public static final HostGraphSettings DEFAULT = new HostGraphSettings(2000, 4_000_000);

    /**
     * @throws IllegalArgumentException naming the setting and its value
     */
    public HostGraphSettings {
        if (exactBetweennessHosts < 0) {
            throw new IllegalArgumentException(
                    "exactBetweennessHosts must be 0 or more, but is " + exactBetweennessHosts);
        }
        if (maxEntries < 1) {
            throw new IllegalArgumentException("maxHostGraphEntries must be 1 or more, but is " + maxEntries);
        }
    }
}
