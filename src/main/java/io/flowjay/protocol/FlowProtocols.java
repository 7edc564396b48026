package io.flowjay.protocol;

import io.flowjay.protocol.dns.DnsExchange;
import io.flowjay.protocol.http1.Http1Conversation;
import io.flowjay.protocol.http2.Http2Conversation;
import io.flowjay.protocol.payload.MalformedCounts;
import io.flowjay.protocol.quic.QuicFacts;
import io.flowjay.protocol.ssh.SshConversation;
import io.flowjay.protocol.tls.DtlsConnection;
import io.flowjay.protocol.tls.TlsConnection;
import org.jspecify.annotations.Nullable;

/** What the payload of one flow says. A protocol is null where it was not looked for, or nothing of it was found. */
public abstract sealed class FlowProtocols permits TcpProtocols, UdpProtocols, SctpProtocols {
    /** What broke its format; complete at the end. */
    final MalformedCounts malformed = new MalformedCounts();

    /** TLS over TCP. */
    public @Nullable TlsConnection tls() {
        return null;
    }

    /** SSH. */
    public @Nullable SshConversation ssh() {
        return null;
    }

    /** HTTP/2 in the clear. */
    public @Nullable Http2Conversation http2() {
        return null;
    }

    /** HTTP/1.0 or HTTP/1.1 in the clear. */
    public @Nullable Http1Conversation http1() {
        return null;
    }

    /** DNS. */
    public @Nullable DnsExchange dns() {
        return null;
    }

    /** DTLS. */
    public @Nullable DtlsConnection dtls() {
        return null;
    }

    /** QUIC. */
    public @Nullable QuicFacts quic() {
        return null;
    }

    /** What broke the format of a protocol that the flow speaks; complete after {@link #end()}. */
    public final MalformedCounts malformed() {
        return malformed;
    }

    /** Says that the flow has no more packets. */
    public abstract void end();

    /** Exchanges initiator and responder. */
    public abstract void turn();

    /** Memory that this takes, about, in bytes. */
    public abstract int heldBytes();
}
