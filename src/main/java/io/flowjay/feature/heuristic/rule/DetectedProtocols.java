package io.flowjay.feature.heuristic.rule;

import io.flowjay.flow.Flow;
import io.flowjay.protocol.FlowProtocols;
import io.flowjay.protocol.quic.QuicFacts;
import io.flowjay.protocol.tls.TlsConnection;
import org.jspecify.annotations.Nullable;

/** What the decoders say of a finished flow. */
public final class DetectedProtocols {
    private DetectedProtocols() {}

    /** Whether any protocol was detected; then the flow's payload is that and not what a guess takes it for. */
    public static boolean isAny(Flow flow) {
        return isEncrypted(flow) || isInTheClear(flow);
    }

    /** Whether DNS or HTTP was detected in the clear. */
    public static boolean isInTheClear(Flow flow) {
        FlowProtocols protocols = flow.protocols();
        return protocols != null && (protocols.dns() != null || protocols.http2() != null || protocols.http1() != null);
    }

    /** Whether TLS, DTLS, QUIC or SSH was detected. */
    public static boolean isEncrypted(Flow flow) {
        FlowProtocols protocols = flow.protocols();
        return protocols != null
                && (protocols.tls() != null
                        || protocols.dtls() != null
                        || protocols.quic() != null
                        || protocols.ssh() != null);
    }

    /** The name that a TLS or QUIC client asks for (SNI, RFC 6066 section 3); empty without one. */
    public static String serverName(Flow flow) {
        FlowProtocols protocols = flow.protocols();
        if (protocols == null) {
            return "";
        }
        TlsConnection tls = protocols.tls();
        QuicFacts quic = protocols.quic();
        return tls != null ? tls.serverName() : quic != null ? quic.serverName() : "";
    }

    /** TLS over TCP; null if it was not detected. */
    public static @Nullable TlsConnection tls(Flow flow) {
        FlowProtocols protocols = flow.protocols();
        return protocols == null ? null : protocols.tls();
    }
}
