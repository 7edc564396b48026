package io.flowjay.feature.catalog;

import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.util.HashSet;
import java.util.Set;

/** Features that settings leave out by what they hold, whatever group or profile they belong to. */
final class OptionalFeatures {
    private static final Set<String> ADDRESSES =
            Set.of("src_ip", "dst_ip", "tunnel_src_ip", "tunnel_dst_ip", "mac_src", "mac_dst");
    private static final Set<String> PORTS = Set.of("src_port", "dst_port", "dst_port_class", "dst_port_class_num");
    private static final Set<String> RAW_SEQUENCES = Set.of("iat_sequence", "timestamp_sequence", "pkt_len_sequence");
    private static final Set<String> SPLT = Set.of("splt", "splt_lengths", "splt_times", "splt_directions");

    private OptionalFeatures() {}

    /** Names of the features that a record does not hold. */
    static Set<String> leftOut(Settings settings) {
        Set<String> names = new HashSet<>();
        addUnless(settings.get(SettingCatalog.INCLUDE_IP_ADDRESSES), ADDRESSES, names);
        addUnless(settings.get(SettingCatalog.INCLUDE_PORTS), PORTS, names);
        addUnless(settings.get(SettingCatalog.INCLUDE_RAW_SEQUENCES), RAW_SEQUENCES, names);
        addUnless(settings.get(SettingCatalog.INCLUDE_SPLT), SPLT, names);
        return names;
    }

    /** Whether features that settings leave out hide who communicated: the addresses or the ports are among them. */
    static boolean hideEndpoints(Set<String> leftOut) {
        return leftOut.containsAll(ADDRESSES) || leftOut.containsAll(PORTS);
    }

    private static void addUnless(boolean included, Set<String> features, Set<String> names) {
        if (!included) {
            names.addAll(features);
        }
    }
}
