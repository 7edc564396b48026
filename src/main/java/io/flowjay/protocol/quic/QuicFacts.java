package io.flowjay.protocol.quic;

import io.flowjay.protocol.tls.ClientHello;
import io.flowjay.protocol.tls.ServerHello;
import org.jspecify.annotations.Nullable;

/** What a decoder found in the datagrams of a flow so far; all of it is 0, empty or null while {@link #detected()} is false. */
public final class QuicFacts {
    private static final int BOTH_SPIN_VALUES = 3;

    private final InitialHandshake handshake;
    private final int[] spinValues = new int[2];
    private boolean detected;
    private @Nullable InvariantHeader first;
    private int initialPackets;
    private int zeroRttPackets;
    private int handshakePackets;
    private int retryPackets;
    private int versionNegotiationPackets;

    QuicFacts(InitialHandshake handshake) {
        this.handshake = handshake;
    }

    /**
     * Whether the flow is QUIC: an Initial packet was opened; or a long header of a version known had its fixed bit and its
     * lengths right (for a version reserved to force a Version Negotiation: in a datagram of 1200 bytes or more); or a Version
     * Negotiation answered an earlier packet.
     */
    public boolean detected() {
        return detected || handshake.packetNumberLength() != 0;
    }

    /**
     * Version number (unsigned) of the first long header that is no Version Negotiation, the client's first choice; 0 when there
     * is none.
     */
    public int version() {
        return first == null || !detected() ? 0 : first.version();
    }

    /** {@link #version()} in words, for example {@code QUIC v1}; empty when there is none. */
    public String versionText() {
        return QuicVersion.text(version());
    }

    /** Destination Connection ID of the packet that {@link #version()} is of; empty when there is none. */
    public ConnectionId destinationConnectionId() {
        return first == null || !detected() ? ConnectionId.EMPTY : first.destination();
    }

    /** Source Connection ID of the packet that {@link #version()} is of; empty when there is none. */
    public ConnectionId sourceConnectionId() {
        return first == null || !detected() ? ConnectionId.EMPTY : first.source();
    }

    /** Bytes of the packet number, 1 to 4, of the first Initial packet opened; 0 when none was. */
    public int packetNumberLength() {
        return handshake.packetNumberLength();
    }

    /** Initial packets of both directions. */
    public int initialPackets() {
        return detected() ? initialPackets : 0;
    }

    /** 0-RTT packets of both directions. */
    public int zeroRttPackets() {
        return detected() ? zeroRttPackets : 0;
    }

    /** Handshake packets of both directions. */
    public int handshakePackets() {
        return detected() ? handshakePackets : 0;
    }

    /** Retry packets of both directions. */
    public int retryPackets() {
        return detected() ? retryPackets : 0;
    }

    /** Version Negotiation packets that answered an earlier packet. */
    public int versionNegotiationPackets() {
        return versionNegotiationPackets;
    }

    /** Whether the short headers of one direction showed both values of the spin bit (RFC 9000 section 17.4). */
    public boolean spins() {
        return detected() && (spinValues[0] == BOTH_SPIN_VALUES || spinValues[1] == BOTH_SPIN_VALUES);
    }

    /** Server name that the client sends (RFC 6066 section 3), printable; empty when there is none. */
    public String serverName() {
        ClientHello hello = clientHello();
        return hello == null ? "" : hello.serverName();
    }

    /** First protocol that the client offers (RFC 7301), printable; empty when there is none. */
    public String alpn() {
        ClientHello hello = clientHello();
        return hello == null ? "" : hello.alpn();
    }

    /** Version of TLS that the server chose, else the newest that the client offers; 0 when neither is known. */
    public int tlsVersion() {
        ServerHello chosen = serverHello();
        if (chosen != null) {
            return chosen.version();
        }
        ClientHello offered = clientHello();
        return offered == null ? 0 : offered.offeredVersion();
    }

    /** Cipher suite that the server chose; 0 when that is not known. */
    public int cipherSuite() {
        ServerHello hello = serverHello();
        return hello == null ? 0 : hello.cipherSuite();
    }

    /** The first ClientHello that came whole; null when none did. */
    public @Nullable ClientHello clientHello() {
        return handshake.hellos().client();
    }

    /** The first ServerHello that came whole and is no HelloRetryRequest; null when none did. */
    public @Nullable ServerHello serverHello() {
        return handshake.hellos().server();
    }

    /** The first ServerHello that came whole, which may be a HelloRetryRequest; null when none did. */
    public @Nullable ServerHello firstServerHello() {
        return handshake.hellos().firstServer();
    }

    void shortHeader(int direction, int spinBit) {
        spinValues[direction] |= 1 << spinBit;
    }

    void longPacket(LongPacket packet) {
        if (first == null) {
            first = packet.header();
        }
        switch (packet.type()) {
            case INITIAL -> initialPackets++;
            case ZERO_RTT -> zeroRttPackets++;
            case HANDSHAKE -> handshakePackets++;
            case RETRY -> retryPackets++;
        }
    }

    void detect() {
        detected = true;
    }

    /**
     * Notes a Version Negotiation.
     *
     * @param answered the header that it answers, the first one of the flow when its version is unknown
     */
    void versionNegotiation(InvariantHeader answered) {
        detected = true;
        versionNegotiationPackets++;
        if (first == null) {
            first = answered;
        }
    }
}
