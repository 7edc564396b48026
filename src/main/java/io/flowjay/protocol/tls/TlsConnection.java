package io.flowjay.protocol.tls;

import io.flowjay.protocol.payload.MalformedCounts;
import io.flowjay.protocol.payload.PrintableText;
import io.flowjay.protocol.stream.StreamParser;
import org.jspecify.annotations.Nullable;

/**
 * TLS over one TCP connection. Each of its directions is parsed on its own; the hellos show which is the client's. Values are
 * those known so far.
 */
public final class TlsConnection {
    private static final int FIXED_BYTES = 224;

    private TlsStream forward = new TlsStream(this);
    private TlsStream backward = new TlsStream(this);

    /** Takes the initiator's bytes. */
    public StreamParser forward() {
        return forward;
    }

    /** Takes the responder's bytes. */
    public StreamParser backward() {
        return backward;
    }

    /** Exchanges initiator and responder. */
    public void turn() {
        TlsStream ofInitiator = forward;
        forward = backward;
        backward = ofInitiator;
    }

    /** Memory that this takes beside bytes that wait, about, in bytes. */
    public int heldBytes() {
        return FIXED_BYTES + forward.foundBytes() + backward.foundBytes();
    }

    /** Whether a whole ClientHello or ServerHello was read, or the server's certificates without a hello before them. */
    public boolean detected() {
        return clientHello() != null || server().speaksAsServer();
    }

    /** Whether {@link #detected()}, or names of a ClientHello that was cut. */
    public boolean found() {
        return detected() || client().cutHello() != null;
    }

    /** The first ClientHello; null when none was whole. */
    public @Nullable ClientHello clientHello() {
        return client().clientHello();
    }

    /** The ServerHello; null when none was whole. A HelloRetryRequest is none. */
    public @Nullable ServerHello serverHello() {
        return server().serverHello();
    }

    /** The server's first hello: the HelloRetryRequest if it sent one, else the ServerHello; null when none was whole. */
    public @Nullable ServerHello firstServerHello() {
        ServerHello retry = server().retryRequest();
        return retry == null ? serverHello() : retry;
    }

    /** The ClientHello that answers a HelloRetryRequest; null without one. */
    public @Nullable ClientHello secondClientHello() {
        return client().secondClientHello();
    }

    /** The ServerHello that follows a HelloRetryRequest; null without one. */
    public @Nullable ServerHello secondServerHello() {
        return server().retryRequest() == null ? null : serverHello();
    }

    /** The certificates that the server sent in the clear; null when it sent none. */
    public @Nullable CertificateChain certificates() {
        return server().certificates();
    }

    /**
     * The version negotiated, or without a ServerHello the newest that the client offers, or without a hello that of the records with
     * the certificates; 0 when none is known.
     */
    public int version() {
        ServerHello server = serverHello() != null ? serverHello() : firstServerHello();
        ClientHello client = clientHello();
        if (server != null) {
            return server.version();
        }
        return client != null ? client.offeredVersion() : certificates() == null ? 0 : server().recordVersion();
    }

    /** The server name, even out of a ClientHello that ends too early; printable, empty when none is known. */
    public String serverName() {
        ClientHello hello = clientHello();
        ClientExtensions cut = client().cutHello();
        return hello != null ? hello.serverName() : cut == null ? "" : PrintableText.ofName(cut.serverName);
    }

    /** The first protocol of ALPN, as {@link #serverName()}. */
    public String alpn() {
        ClientHello hello = clientHello();
        ClientExtensions cut = client().cutHello();
        return hello != null ? hello.alpn() : cut == null ? "" : PrintableText.ofName(cut.firstAlpn);
    }

    /**
     * Lengths of the first records with application data that the client sent; null without any, or if the client cannot be Tor's:
     * it offers protocols (ALPN), or asks for a server that is not called www.*.com.
     */
    public @Nullable ApplicationRecords clientRecords() {
        return client().applicationRecords();
    }

    /** Like {@link #clientRecords()}, of the server. */
    public @Nullable ApplicationRecords serverRecords() {
        return client() == forward ? backward.applicationRecords() : forward.applicationRecords();
    }

    /** Whether lengths of records are noted: for the guess on Tor only, because it costs time and memory. */
    boolean notesRecordLengths() {
        ClientHello hello = clientHello();
        if (hello == null || !hello.alpn().isEmpty()) {
            return false;
        }
        String name = hello.serverName();
        return name.isEmpty() || (name.startsWith("www.") && name.endsWith(".com"));
    }

    /** Segments, both directions, that hold a byte of a handshake record; retransmitted bytes do not count. */
    public int handshakeSegments() {
        return forward.handshakeSegments() + backward.handshakeSegments();
    }

    /** Counts what broke the format after TLS had begun, at most one message of each direction and any number of certificates. */
    public void countMalformed(MalformedCounts into) {
        forward.countMalformed(into);
        backward.countMalformed(into);
    }

    /** The key exchange that was chosen, or before the server's choice is known, the first offered; null without either. */
    public @Nullable KeyExchange keyExchange() {
        ServerHello answer = serverHello() != null ? serverHello() : server().retryRequest();
        ClientHello client = clientHello();
        if (answer != null && !answer.isTls13()) {
            return server().keyExchange();
        }
        KeyShare share = answer != null ? answer.keyShare() : client == null ? null : client.keyShare();
        return share == null ? null : KeyExchange.of(share);
    }

    /** Whether a session was resumed (RFC 8446 section 2.2; RFC 5246 section 7.3; RFC 5077 section 3.4). */
    public boolean resumed() {
        ServerHello server = serverHello();
        ClientHello client = clientHello();
        if (server == null) {
            return false;
        }
        if (server.isTls13()) {
            return server.has(ExtensionType.PRE_SHARED_KEY);
        }
        if (client == null) {
            return false;
        }
        boolean sameId = !server.sessionId.isEmpty() && server.sessionId.equals(client.sessionId);
        return sameId || (client.offersSession() && server().abbreviated());
    }

    private TlsStream client() {
        boolean isBackward = forward.clientHello() == null
                && (backward.clientHello() != null || (forward.cutHello() == null && backward.cutHello() != null));
        return isBackward ? backward : forward;
    }

    private TlsStream server() {
        return backward.speaksAsServer() || forward.clientHello() != null ? backward : forward;
    }
}
