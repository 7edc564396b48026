package io.flowjay.cli.observe;

import io.flowjay.cli.ProtocolNames;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the page calls the parts of a record; each is null where the record does not hold it. */
final class FlowLabel {
    private FlowLabel() {}

    /** The protocol that was decoded, else the application, else the transport protocol. */
    static String protocol(Map<String, ?> flow) {
        if (isTrue(flow, "quic_detected")) {
            return "QUIC";
        }
        if (isTrue(flow, "http2_detected")) {
            return "HTTP/2";
        }
        if (isTrue(flow, "tls_detected")) {
            return "TLS";
        }
        if (isTrue(flow, "dtls_detected")) {
            return "DTLS";
        }
        if (isTrue(flow, "ssh_detected")) {
            return "SSH";
        }
        if (isTrue(flow, "dns_detected")) {
            return "DNS";
        }
        if (flow.get("application") instanceof String application && !application.equals("Unknown")) {
            return application;
        }
        return flow.get("protocol") instanceof Number number ? ProtocolNames.of(number.intValue()) : "other";
    }

    /** The JA4 fingerprint of the client, over TCP, QUIC or DTLS. */
    static @Nullable String ja4(Map<String, ?> flow) {
        return first(flow, "ja4", "quic_ja4", "dtls_ja4");
    }

    /** The server name that the client asked for. */
    static @Nullable String serverName(Map<String, ?> flow) {
        return first(flow, "tls_sni", "quic_sni", "dtls_sni", "http1_host");
    }

    private static boolean isTrue(Map<String, ?> flow, String field) {
        return Boolean.TRUE.equals(flow.get(field));
    }

    private static @Nullable String first(Map<String, ?> flow, String... fields) {
        for (String field : fields) {
            if (flow.get(field) instanceof String text && !text.isEmpty()) {
                return text;
            }
        }
        return null;
    }
}
