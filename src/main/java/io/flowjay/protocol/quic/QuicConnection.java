package io.flowjay.protocol.quic;

import io.flowjay.protocol.payload.Payload;
import java.util.ArrayList;
import java.util.List;

/**
 * The Initial packets of one connection attempt. Their keys come from the Destination Connection ID of the client's first
 * Initial, and stay when the ids change (RFC 9001 section 5.2); a Retry or another attempt has an id, and so keys, of its own.
 */
final class QuicConnection {
    private static final int FIXED_BYTES = 160;

    private final ConnectionId firstDestination;
    private final boolean clientIsInitiator;
    private final List<InitialSecret> secrets = new ArrayList<>(1);
    /** The one that opened a packet, once one did. */
    private List<InitialSalt> proven = List.of();

    private final CryptoStream client = new CryptoStream();
    private final CryptoStream server = new CryptoStream();
    private long nextClientNumber;
    private long nextServerNumber;

    /**
     * @param firstDestination Destination Connection ID of what may be the client's first Initial
     * @param clientIsInitiator whether that came from the flow's initiator
     */
    QuicConnection(ConnectionId firstDestination, boolean clientIsInitiator) {
        this.firstDestination = firstDestination;
        this.clientIsInitiator = clientIsInitiator;
    }

    /** Whether an Initial with this destination would begin the same attempt. */
    boolean startsWith(ConnectionId destination, boolean fromInitiator) {
        return firstDestination.equals(destination) && clientIsInitiator == fromInitiator;
    }

    /** Whether the client of this attempt sent a datagram. */
    boolean isFromClient(Payload datagram) {
        return clientIsInitiator != datagram.fromResponder();
    }

    /** Memory that this takes, about, in bytes. */
    int heldBytes() {
        int held = FIXED_BYTES + client.heldBytes() + server.heldBytes();
        for (int i = 0; i < secrets.size(); i++) {
            held += secrets.get(i).heldBytes();
        }
        return held;
    }

    /** What a side says. */
    CryptoStream stream(boolean ofClient) {
        return ofClient ? client : server;
    }

    /** What packets of a version may be protected with here. */
    List<InitialSalt> salts(QuicVersion version) {
        boolean known = !proven.isEmpty() && version.salts().contains(proven.get(0));
        return known ? proven : version.salts();
    }

    /**
     * Opens a packet. The version is the packet's own, since the server may answer in another one (RFC 9368 section 2.3).
     *
     * @param datagram the datagram that holds the packet
     * @param packet the packet, captured whole
     * @return false when it is not of this connection, or damaged
     */
    boolean open(InitialProtection protection, boolean fromClient, Payload datagram, LongPacket packet) {
        List<InitialSalt> salts = salts(packet.format());
        for (int i = 0; i < salts.size(); i++) {
            InitialSalt salt = salts.get(i);
            InitialSecret secret = secret(protection.hkdf(), salt);
            InitialKeys side = fromClient ? secret.client(protection.hkdf()) : secret.server(protection.hkdf());
            long next = fromClient ? nextClientNumber : nextServerNumber;
            if (protection.open(side, datagram, packet, next)) {
                opened(fromClient, Math.max(next, protection.packetNumber() + 1));
                proven = salts.size() == 1 ? salts : List.of(salt);
                return true;
            }
        }
        return false;
    }

    private InitialSecret secret(Hkdf hkdf, InitialSalt salt) {
        for (int i = 0; i < secrets.size(); i++) {
            if (secrets.get(i).salt() == salt) {
                return secrets.get(i);
            }
        }
        InitialSecret secret = new InitialSecret(hkdf, salt, firstDestination);
        secrets.add(secret);
        return secret;
    }

    private void opened(boolean fromClient, long next) {
        if (fromClient) {
            nextClientNumber = next;
        } else {
            nextServerNumber = next;
        }
    }
}
