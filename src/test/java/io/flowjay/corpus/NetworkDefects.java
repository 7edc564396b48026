package io.flowjay.corpus;

import java.util.Set;

/** Features of the link and network layers that the specification defines otherwise than the reference, by its defect. */
final class NetworkDefects {
    private static final Set<String> DEFINED_OTHERWISE = Set.of(
            // B-1: both directions mixed
            "mac_unique_src_count", "mac_unique_dst_count", "mac_stat");

    private NetworkDefects() {}

    static boolean concern(String feature) {
        return DEFINED_OTHERWISE.contains(feature);
    }
}
