package io.flowjay.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowjay.feature.Feature;
import io.flowjay.feature.catalog.FeatureCatalog;
import io.flowjay.record.FlowRecord;
import java.util.Locale;
import java.util.Set;

/** What of the reference's groups about payload is known to be wrong, for one flow. */
final class PayloadDefects {
    /** What the reference reads of the first datagram only, which is a query in most flows. */
    private static final Set<String> OF_QUERIES =
            Set.of("dns_detected", "dns_is_query", "dns_query_name", "dns_query_type", "dns_recursion_desired");

    private static final Long UDP = 17L;
    private static final Long DNS_PORT = 53L;

    private PayloadDefects() {}

    static boolean concern(String name, JsonNode theirs, FlowRecord own) {
        Feature feature = FeatureCatalog.find(name).orElseThrow();
        return switch (feature.group()) {
            // Every short record of TLS is taken for a frame.
            case "http2" -> true;
            // C3: only the first 256 bytes of each packet are read, and no message over two; tshark judges these.
            case "tls" -> true;
            // No Initial packet is decrypted.
            case "quic" -> true;
            // F-1 to F-10: everything is "encrypted", no SNI, scores of single packets.
            case "fingerprint" -> true;
            case "ssh" -> concernsSsh(name, theirs.path(name).asText());
            case "dns" -> concernsDns(name, theirs.path(name).asText(), own);
            default -> false;
        };
    }

    /** Packets are counted in every protocol; a KEXINIT of several segments is not read. */
    private static boolean concernsSsh(String name, String theirs) {
        return name.endsWith("_packets") || (name.startsWith("ssh_hassh") && theirs.isEmpty());
    }

    /** Neither responses nor TCP nor other ports; letters as they are sent. */
    private static boolean concernsDns(String name, String theirs, FlowRecord own) {
        boolean usual = UDP.equals(own.get("protocol")) && DNS_PORT.equals(own.get("dst_port"));
        return !usual || !OF_QUERIES.contains(name) || !theirs.equals(theirs.toLowerCase(Locale.ROOT));
    }
}
