package io.flowjay.protocol.tls;

import io.flowjay.protocol.payload.PrintableText;
import io.flowjay.wire.ByteCursor;
import io.flowjay.wire.MalformedException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a client offers: the ClientHello of TLS, DTLS or QUIC (RFC 8446 section 4.1.2, RFC 6347 section 4.2.1). */
public final class ClientHello {
    private static final int FIXED_BYTES = 96;

    final int legacyVersion;
    final String sessionId;
    final int[] cipherSuites;
    final ClientExtensions extensions;
    private @Nullable Ja3 ja3;
    private boolean ssl2;

    private ClientHello(int legacyVersion, String sessionId, int[] cipherSuites, ClientExtensions extensions) {
        this.legacyVersion = legacyVersion;
        this.sessionId = sessionId;
        this.cipherSuites = cipherSuites;
        this.extensions = extensions;
    }

    /**
     * Reads the hello of TLS, or of QUIC's CRYPTO stream.
     *
     * <pre>
     * version 2 | random 32 | session id 1+n | cipher suites 2+n | compression 1+n | [extensions 2+n: type 2, data 2+n …]
     * </pre>
     *
     * @param body the message behind its handshake header
     */
    public static ClientHello ofTls(ByteCursor body) throws MalformedException {
        return read(body, false);
    }

    /**
     * Reads the hello of DTLS, which has a cookie of 1+n bytes behind the session id.
     *
     * @param body the reassembled message behind its handshake header
     */
    public static ClientHello ofDtls(ByteCursor body) throws MalformedException {
        return read(body, true);
    }

    private static ClientHello read(ByteCursor body, boolean cookie) throws MalformedException {
        int version = body.u16();
        body.skip(HelloFields.RANDOM_LENGTH);
        String sessionId = HelloFields.opaque8(body);
        if (cookie) {
            body.vector8();
        }
        int[] ciphers = HelloFields.u16s(body.vector16());
        body.vector8();
        ClientExtensions extensions = new ClientExtensions();
        if (body.hasRemaining()) {
            extensions.read(body.vector16());
        }
        return new ClientHello(version, sessionId, ciphers, extensions);
    }

    /**
     * The hello in the form of SSL 2.0, which has no extensions. A suite is a number of 24 bits there; SSL 3.0's and TLS's are below
     * 65,536 (RFC 5246 appendix E.2). No fingerprint is defined for it.
     */
    static ClientHello ofSsl2(int version, String sessionId, int[] cipherSuites) {
        ClientHello hello = new ClientHello(version, sessionId, cipherSuites, new ClientExtensions());
        hello.ja3 = Ja3.NONE;
        hello.ssl2 = true;
        return hello;
    }

    /**
     * What can still be told of a TLS hello that ends too early.
     *
     * @param body the bytes there are
     * @return the names read before the end; no fingerprint may be taken of them
     */
    static ClientExtensions namesOfCut(ByteCursor body) {
        ClientExtensions extensions = new ClientExtensions();
        try {
            body.skip(2 + HelloFields.RANDOM_LENGTH);
            body.vector8();
            body.vector16();
            body.vector8();
            body.skip(2);
            extensions.read(body);
        } catch (MalformedException e) {
            // The end is expected; what came before it has been noted.
        }
        return extensions;
    }

    /** Memory that this takes, about, in bytes. */
    public int heldBytes() {
        return FIXED_BYTES + Integer.BYTES * cipherSuites.length + sessionId.length() + extensions.heldBytes();
    }

    /** The version field, which TLS 1.3 keeps at 0x0303. */
    public int legacyVersion() {
        return legacyVersion;
    }

    /** The newest version offered, without GREASE values. */
    public int offeredVersion() {
        return Arrays.stream(Grease.without(extensions.versions))
                .reduce((a, b) -> TlsVersion.isNewer(a, b) ? a : b)
                .orElse(legacyVersion);
    }

    /** Cipher suites on the wire, with GREASE and signalling values. */
    public int cipherCount() {
        return cipherSuites.length;
    }

    /** Extensions on the wire, with GREASE. */
    public int extensionCount() {
        return extensions.types.length;
    }

    /** Whether an extension was sent, even an empty one. */
    public boolean has(int extensionType) {
        return extensions.has(extensionType);
    }

    /** Length of the legacy session id in bytes. */
    public int sessionIdLength() {
        return sessionId.length();
    }

    /** The server name (RFC 6066 section 3), printable; empty when none was sent. */
    public String serverName() {
        return PrintableText.ofName(extensions.serverName);
    }

    /** The first protocol of ALPN (RFC 7301), printable; empty when none was sent. */
    public String alpn() {
        return PrintableText.ofName(extensions.firstAlpn);
    }

    /** Whether HTTP/3, or a draft of it, is among the protocols of ALPN (RFC 9114 section 3.1). */
    public boolean offersHttp3() {
        return extensions.http3;
    }

    /** The first key share that is no GREASE; null when none was sent. */
    @Nullable
    KeyShare keyShare() {
        return extensions.keyShare;
    }

    /** Whether a session to resume was offered by id or by ticket (RFC 5077 section 3.4). */
    boolean offersSession() {
        return !sessionId.isEmpty() || extensions.ticketLength > 0;
    }

    /** Whether the hello has the form of SSL 2.0, whatever version it offers. */
    boolean isSsl2() {
        return ssl2;
    }

    /** The JA3 fingerprint, made when it is asked for first. */
    public Ja3 ja3() {
        Ja3 made = ja3;
        if (made == null) {
            made = Ja3.of(this);
            ja3 = made;
        }
        return made;
    }
}
