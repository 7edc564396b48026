package io.flowjay.feature.heuristic.rule;

import io.flowjay.flow.Flow;
import io.flowjay.protocol.FlowProtocols;
import io.flowjay.protocol.quic.QuicFacts;
import io.flowjay.protocol.tls.ClientHello;
import io.flowjay.protocol.tls.TlsConnection;
import org.jspecify.annotations.Nullable;

/** What the decoders of encrypted protocols say of a flow. */
public final class Encryption {
    private Encryption() {}

    /** Whether TLS, DTLS, QUIC or SSH was decoded. */
    public static boolean isDecoded(Flow flow) {
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

    /** The JA3 fingerprint of the client of TLS over TCP; empty without one. */
    public static String ja3(Flow flow) {
        FlowProtocols protocols = flow.protocols();
        TlsConnection tls = protocols == null ? null : protocols.tls();
        @Nullable ClientHello hello = tls == null ? null : tls.clientHello();
        return hello == null ? "" : hello.ja3().hash();
    }
}
