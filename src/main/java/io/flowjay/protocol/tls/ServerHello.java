package io.flowjay.protocol.tls;

import io.flowjay.protocol.payload.PrintableText;
import io.flowjay.wire.ByteCursor;
import io.flowjay.wire.MalformedException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** What a server chose: the ServerHello of TLS, DTLS or QUIC (RFC 8446 section 4.1.3). */
public final class ServerHello {
    /** SHA-256 of "HelloRetryRequest", which that message carries as its random (RFC 8446 section 4.1.3). */
    private static final byte[] RETRY_RANDOM =
            HexFormat.of().parseHex("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c");

    private static final int FIXED_BYTES = 144;

    final int legacyVersion;
    final int[] extensionTypes;
    final String sessionId;
    private final int cipherSuite;
    private final boolean retry;
    private final boolean ssl2;
    private int version;
    private String alpn = "";
    private @Nullable KeyShare keyShare;

    private ServerHello(
            int legacyVersion, boolean retry, String sessionId, int cipherSuite, @Nullable ByteCursor extensions)
            throws MalformedException {
        this.legacyVersion = legacyVersion;
        this.retry = retry;
        ssl2 = false;
        this.sessionId = sessionId;
        this.cipherSuite = cipherSuite;
        version = legacyVersion;
        extensionTypes = extensions == null ? new int[0] : readExtensions(extensions);
    }

    /**
     * Reads a ServerHello or HelloRetryRequest.
     *
     * <pre>
     * version 2 | random 32 | session id 1+n | cipher suite 2 | compression 1 | [extensions 2+n: type 2, data 2+n …]
     * </pre>
     *
     * @param body the message behind its handshake header
     */
    public static ServerHello of(ByteCursor body) throws MalformedException {
        int version = body.u16();
        boolean retry = Arrays.equals(body.bytes(HelloFields.RANDOM_LENGTH), RETRY_RANDOM);
        boolean shortened = TlsVersion.hasShortServerHello(version);
        String sessionId = shortened ? "" : HelloFields.opaque8(body);
        int cipher = body.u16();
        if (!shortened) {
            body.skip(1);
        }
        ByteCursor extensions = body.hasRemaining() ? body.vector16() : null;
        return new ServerHello(version, retry, sessionId, cipher, extensions);
    }

    /** The hello of SSL 2.0, which chooses no cipher suite: the client does. No fingerprint is defined for it. */
    static ServerHello ofSsl2() {
        return new ServerHello(Ssl2Hello.VERSION);
    }

    private ServerHello(int version) {
        this.version = version;
        legacyVersion = version;
        extensionTypes = new int[0];
        sessionId = "";
        cipherSuite = 0;
        retry = false;
        ssl2 = true;
    }

    private int[] readExtensions(ByteCursor list) throws MalformedException {
        int[] types = new int[list.remaining() / 4];
        int count = 0;
        while (list.hasRemaining()) {
            int type = list.u16();
            ByteCursor data = list.vector16();
            types[count++] = type;
            readData(type, data);
        }
        return Arrays.copyOf(types, count);
    }

    private void readData(int type, ByteCursor data) throws MalformedException {
        if (!data.hasRemaining()) {
            return;
        }
        switch (type) {
            case ExtensionType.SUPPORTED_VERSIONS -> version = data.u16();
            case ExtensionType.KEY_SHARE, ExtensionType.KEY_SHARE_OF_DRAFTS -> {
                int group = data.u16();
                keyShare = new KeyShare(
                        group, data.hasRemaining() ? data.vector16().remaining() : 0);
            }
            case ExtensionType.ALPN -> alpn = HelloFields.opaque8(data.vector16());
            default -> {}
        }
    }

    /** Memory that this takes, about, in bytes. */
    public int heldBytes() {
        int shared = keyShare == null ? 0 : KeyShare.BYTES;
        return FIXED_BYTES + shared + Integer.BYTES * extensionTypes.length + sessionId.length() + alpn.length();
    }

    /** Whether the hello has the form of SSL 2.0. */
    boolean isSsl2() {
        return ssl2;
    }

    /** Whether this is a HelloRetryRequest, which asks for another ClientHello. */
    public boolean isRetry() {
        return retry;
    }

    /**
     * Whether the handshake is TLS 1.3's, which chooses its version through an extension and encrypts what follows: the final
     * version, drafts, experiments, DTLS 1.3.
     */
    boolean isTls13() {
        return has(ExtensionType.SUPPORTED_VERSIONS) || TlsVersion.hasShortServerHello(legacyVersion);
    }

    /** The version chosen. */
    public int version() {
        return version;
    }

    /** The cipher suite chosen. */
    public int cipherSuite() {
        return cipherSuite;
    }

    /** The application protocol chosen in the clear (RFC 7301; TLS 1.2 and older), printable; empty when none was. */
    public String alpn() {
        return PrintableText.ofName(alpn);
    }

    /** The key share chosen; null when none was sent. */
    @Nullable
    KeyShare keyShare() {
        return keyShare;
    }

    /** Whether an extension was sent. */
    public boolean has(int extensionType) {
        return HelloFields.contains(extensionTypes, extensionType);
    }
}
