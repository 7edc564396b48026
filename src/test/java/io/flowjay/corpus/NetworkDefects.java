package io.flowjay.corpus;

import io.flowjay.record.FlowRecord;
import java.util.Set;

/**
 * Features of the link and network layers where the reference is known to be wrong, by the number of its defect. Those of ICMP (N-1,
 * N-2) concern none of its records, which are of TCP and UDP.
 */
final class NetworkDefects {
    private static final int SMALL_HOP_LIMIT = 32;

    private static final Set<String> DEFINED_OTHERWISE = Set.of(
            // B-1: both directions mixed
            "mac_unique_src_count",
            "mac_unique_dst_count",
            "mac_stat",
            // I-1: identifications of two hosts mixed
            "ip_id_gaps",
            // I-2: values counted, not changes
            "ip_ttl_fwd_changes",
            "ip_ttl_bwd_changes",
            // I-4: of the smallest type of service
            "ip_dscp",
            "ip_ecn");

    /** B-3, B-4: of one tag of several, which one depends on the tag protocol. */
    private static final Set<String> OF_TAGS = Set.of("mac_eth_type", "mac_vlan_id", "mac_vlan_count");

    /** I-5: no host sends 32. */
    private static final Set<String> OF_INITIAL_HOP_LIMITS = Set.of("ip_ttl_fwd_initial_est", "ip_ttl_fwd_hops_est");

    /** V-2: the smallest label of both directions; the direction that a label belongs to taken for a change. */
    private static final Set<String> OF_FLOW_LABELS = Set.of("ipv6_flow_label", "ipv6_flow_label_changes");

    /** V-2: the smallest class of both directions. */
    private static final Set<String> OF_TRAFFIC_CLASSES = Set.of("ipv6_traffic_class", "ipv6_dscp", "ipv6_ecn");

    private NetworkDefects() {}

    static boolean concern(String feature, FlowRecord own) {
        return DEFINED_OTHERWISE.contains(feature)
                || (OF_TAGS.contains(feature) && number(own, "mac_vlan_tags") > 0)
                || (OF_INITIAL_HOP_LIMITS.contains(feature) && number(own, "ip_ttl_fwd_initial_est") == SMALL_HOP_LIMIT)
                || (OF_FLOW_LABELS.contains(feature) && number(own, "ipv6_flow_label_unique_count") > 1)
                || (OF_TRAFFIC_CLASSES.contains(feature) && number(own, "ipv6_traffic_class_unique_count") > 1);
    }

    private static double number(FlowRecord own, String feature) {
        return own.get(feature) instanceof Number value ? value.doubleValue() : 0;
    }
}
