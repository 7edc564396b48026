package io.flowjay.protocol.quic;

import java.util.EnumMap;
import java.util.Map;

/**
 * The Initial packets of one connection attempt. Their keys come from the Destination Connection ID of the client's first
 * Initial, and stay when the ids change (RFC 9001 section 5.2); a Retry or another attempt has an id, and so keys, of its own.
 */
final class QuicConnection {
    private static final int FIXED_BYTES = 144;
    private static final int BYTES_A_SALT = 384;

    private final ConnectionId firstDestination;
    private final boolean clientIsInitiator;
    private final Map<InitialSalt, InitialSalt.KeyPair> keys = new EnumMap<>(InitialSalt.class);
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

    boolean clientIsInitiator() {
        return clientIsInitiator;
    }

    int heldBytes() {
        return FIXED_BYTES + BYTES_A_SALT * keys.size() + client.heldBytes() + server.heldBytes();
    }

    /** What a side says. */
    CryptoStream stream(boolean ofClient) {
        return ofClient ? client : server;
    }

    /**
     * Opens a packet. The version is the packet's own, since the server may answer in another one (RFC 9368 section 2.3).
     *
     * @return false when it is not of this connection, or damaged
     */
    boolean open(InitialProtection protection, boolean fromClient, byte[] data, int offset, LongPacket packet) {
        for (InitialSalt salt : packet.format().salts()) {
            InitialSalt.KeyPair pair =
                    keys.computeIfAbsent(salt, absent -> absent.keys(protection.hkdf(), firstDestination));
            InitialKeys side = fromClient ? pair.client() : pair.server();
            long next = fromClient ? nextClientNumber : nextServerNumber;
            if (protection.open(side, data, offset, packet, next)) {
                opened(fromClient, Math.max(next, protection.packetNumber() + 1));
                return true;
            }
        }
        return false;
    }

    private void opened(boolean fromClient, long next) {
        if (fromClient) {
            nextClientNumber = next;
        } else {
            nextServerNumber = next;
        }
    }
}
