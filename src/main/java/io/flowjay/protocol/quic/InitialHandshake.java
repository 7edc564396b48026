package io.flowjay.protocol.quic;

import io.flowjay.wire.MalformedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Opens the Initial packets of a flow until both hellos are known. Attempts to connect follow each other after a Retry, a
 * Version Negotiation or a failure; the hellos are the first of each side, from whichever attempt.
 */
final class InitialHandshake {
    /** Attempts whose keys are kept. */
    static final int MAX_CONNECTIONS = 4;
    /** Ids that keys are derived from for one flow; behind these, its Initial packets are only counted. */
    static final int MAX_ATTEMPTS = 32;

    private static final int CLIENT_HELLO = 1;
    private static final int SERVER_HELLO = 2;
    private static final int RANDOM_AT = 6;
    /** The random value that makes a ServerHello a HelloRetryRequest (RFC 8446 section 4.1.3). */
    private static final byte[] RETRY_RANDOM =
            HexFormat.of().parseHex("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c");

    private final InitialProtection protection;
    private final List<QuicConnection> newestFirst = new ArrayList<>(1);
    private @Nullable QuicConnection unconfirmed;
    private int attempts;
    private int packetNumberLength;
    private byte @Nullable [] clientHello;
    private byte @Nullable [] serverHello;
    private byte @Nullable [] helloRetryRequest;

    InitialHandshake(InitialProtection protection) {
        this.protection = protection;
    }

    /** Bytes of the first packet number opened, or 0. */
    int packetNumberLength() {
        return packetNumberLength;
    }

    /** The first ClientHello, a whole handshake message, or null. */
    byte @Nullable [] clientHello() {
        return clientHello;
    }

    /** The first ServerHello, a whole handshake message; a HelloRetryRequest when there is no other; or null. */
    byte @Nullable [] serverHello() {
        return serverHello == null ? helloRetryRequest : serverHello;
    }

    /** Takes an Initial packet that lies wholly in the array. */
    void packet(boolean fromInitiator, byte[] data, int offset, LongPacket packet) {
        if (clientHello != null && serverHello != null) {
            return;
        }
        QuicConnection connection = connectionOf(fromInitiator, data, offset, packet);
        if (connection == null) {
            return;
        }
        if (packetNumberLength == 0) {
            packetNumberLength = protection.packetNumberLength();
        }
        boolean fromClient = connection.clientIsInitiator() == fromInitiator;
        CryptoStream stream = fromClient ? connection.client() : connection.server();
        if (fromClient ? clientHello != null : serverHello != null) {
            stream.close();
            return;
        }
        boolean wellFormed = readFrames(packet, stream);
        if (fromClient) {
            takeClientHello(stream);
        } else {
            takeServerHello(stream);
        }
        if (!wellFormed) {
            stream.close();
        }
    }

    private boolean readFrames(LongPacket packet, CryptoStream stream) {
        try {
            InitialFrames.read(
                    protection.plaintext(),
                    protection.plaintextLength(),
                    packet.format().frames(),
                    stream);
            return true;
        } catch (MalformedException e) {
            return false;
        }
    }

    private @Nullable QuicConnection connectionOf(boolean fromInitiator, byte[] data, int offset, LongPacket packet) {
        boolean fromServer = false;
        for (QuicConnection connection : newestFirst) {
            boolean fromClient = connection.clientIsInitiator() == fromInitiator;
            if (connection.open(protection, fromClient, data, offset, packet)) {
                return connection;
            }
            fromServer = !fromClient;
        }
        return fromServer ? null : newConnection(fromInitiator, data, offset, packet);
    }

    private @Nullable QuicConnection newConnection(boolean fromInitiator, byte[] data, int offset, LongPacket packet) {
        ConnectionId destination = packet.header().destination();
        QuicConnection connection = unconfirmed;
        if (connection == null || !connection.startsWith(destination, fromInitiator)) {
            if (attempts == MAX_ATTEMPTS) {
                return null;
            }
            attempts++;
            connection = new QuicConnection(destination, fromInitiator);
            unconfirmed = connection;
        }
        if (!connection.open(protection, true, data, offset, packet)) {
            return null;
        }
        unconfirmed = null;
        newestFirst.add(0, connection);
        if (newestFirst.size() > MAX_CONNECTIONS) {
            newestFirst.remove(MAX_CONNECTIONS);
        }
        return connection;
    }

    private void takeClientHello(CryptoStream stream) {
        clientHello = stream.next(CLIENT_HELLO);
        if (clientHello != null) {
            stream.close();
        }
    }

    private void takeServerHello(CryptoStream stream) {
        byte[] message = stream.next(SERVER_HELLO);
        while (message != null && isHelloRetryRequest(message)) {
            helloRetryRequest = message;
            message = stream.next(SERVER_HELLO);
        }
        serverHello = message;
        if (message != null) {
            stream.close();
        }
    }

    private static boolean isHelloRetryRequest(byte[] message) {
        int end = RANDOM_AT + RETRY_RANDOM.length;
        return message.length >= end && Arrays.equals(message, RANDOM_AT, end, RETRY_RANDOM, 0, RETRY_RANDOM.length);
    }
}
