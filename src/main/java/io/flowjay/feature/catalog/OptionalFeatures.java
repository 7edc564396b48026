package io.flowjay.feature.catalog;

import io.flowjay.feature.FeatureSettings;
import java.util.HashSet;
import java.util.Set;

/** Features that settings leave out by what they hold, whatever group or profile they belong to. */
public final class OptionalFeatures {
    private static final Set<String> ADDRESSES =
            Set.of("src_ip", "dst_ip", "tunnel_src_ip", "tunnel_dst_ip", "mac_src", "mac_dst");
    private static final Set<String> PORTS = Set.of("src_port", "dst_port", "dst_port_class", "dst_port_class_num");
    private static final Set<String> RAW_SEQUENCES = Set.of("iat_sequence", "timestamp_sequence", "pkt_len_sequence");
    private static final Set<String> SPLT = Set.of("splt", "splt_lengths", "splt_times", "splt_directions");

    private OptionalFeatures() {}

    /**
     * The features that a record does not hold.
     *
     * @param addresses whether it may hold addresses
     * @param ports whether it may hold ports and what is derived from them
     * @param settings whether it holds sequences
     */
    public static Set<String> leftOut(boolean addresses, boolean ports, FeatureSettings settings) {
        Set<String> names = new HashSet<>();
        addUnless(addresses, ADDRESSES, names);
        addUnless(ports, PORTS, names);
        addUnless(settings.includeRawSequences(), RAW_SEQUENCES, names);
        addUnless(settings.includeSplt(), SPLT, names);
        return names;
    }

    private static void addUnless(boolean included, Set<String> features, Set<String> names) {
        if (!included) {
            names.addAll(features);
        }
    }
}
