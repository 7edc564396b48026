package io.flowjay.graph;

import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;

/**
 * Bounds of a host graph.
 *
 * @param exactBetweennessHosts hosts up to which betweenness is exact; above, it is estimated
 * @param maxEntries hosts, edges and called ports together, some hundred bytes each, beyond which there is no graph
 */
public record HostGraphSettings(int exactBetweennessHosts, int maxEntries) {
    /** What some settings say of the host graph. */
    public static HostGraphSettings of(Settings settings) {
        return new HostGraphSettings(
                settings.get(SettingCatalog.EXACT_BETWEENNESS_HOSTS),
                settings.get(SettingCatalog.MAX_HOST_GRAPH_ENTRIES));
    }
}
