package io.flowjay.protocol.quic;

import io.flowjay.protocol.payload.Malformed;
import io.flowjay.protocol.payload.MalformedCounts;
import io.flowjay.protocol.payload.Payload;
import io.flowjay.wire.MalformedException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Opens the Initial packets of a flow until both hellos are known. Attempts to connect follow each other after a Retry, a
 * Version Negotiation or a failure; the hellos are the first of each side, from whichever attempt.
 */
final class InitialHandshake {
    /** Attempts whose keys are kept. */
    static final int MAX_CONNECTIONS = 4;
    /** Times that keys are tried on packets of one flow; after these, its Initial packets are only counted. */
    static final int MAX_TRIES = 512;

    private final InitialProtection protection;
    private final MalformedCounts malformed;
    private final Hellos hellos;
    private final List<QuicConnection> newestFirst = new ArrayList<>(1);
    private @Nullable QuicConnection unconfirmed;
    private int tries;
    private int packetNumberLength;

    /**
     * @param protection opens the packets
     * @param malformed counts what breaks the format
     */
    InitialHandshake(InitialProtection protection, MalformedCounts malformed) {
        this.protection = protection;
        this.malformed = malformed;
        hellos = new Hellos(malformed);
    }

    /** Bytes of the first packet number opened, or 0. */
    int packetNumberLength() {
        return packetNumberLength;
    }

    Hellos hellos() {
        return hellos;
    }

    /** Memory that this takes, about, in bytes. */
    int heldBytes() {
        int held = hellos.heldBytes() + (unconfirmed == null ? 0 : unconfirmed.heldBytes());
        for (int i = 0; i < newestFirst.size(); i++) {
            held += newestFirst.get(i).heldBytes();
        }
        return held;
    }

    /** Takes an Initial packet of a datagram, captured whole. */
    void packet(Payload datagram, LongPacket packet) {
        if (isDone()) {
            return;
        }
        QuicConnection connection = connectionOf(datagram, packet);
        if (connection != null) {
            opened(connection, connection.isFromClient(datagram), packet);
        }
        if (isDone()) {
            newestFirst.clear();
            unconfirmed = null;
        }
    }

    private boolean isDone() {
        return hellos.complete() || tries >= MAX_TRIES;
    }

    private void opened(QuicConnection connection, boolean fromClient, LongPacket packet) {
        if (packetNumberLength == 0) {
            packetNumberLength = protection.packetNumberLength();
        }
        CryptoStream stream = connection.stream(fromClient);
        if (hellos.has(fromClient)) {
            stream.close();
        } else {
            readFrames(packet.format().frames(), stream);
            hellos.read(fromClient, stream, packet.format().usesTls());
        }
    }

    private void readFrames(FrameFormat format, CryptoStream stream) {
        try {
            InitialFrames.read(protection.plaintext(), protection.plaintextLength(), format, stream);
        } catch (MalformedException e) {
            // The rest of this packet means nothing; the frames before it were authentic, as the next packet's are.
            malformed.add(Malformed.QUIC_FRAME);
        }
    }

    /** The attempt that a packet is of, or null; what comes from the side of a known server begins none. */
    private @Nullable QuicConnection connectionOf(Payload datagram, LongPacket packet) {
        boolean fromServer = false;
        for (int i = 0; i < newestFirst.size(); i++) {
            QuicConnection connection = newestFirst.get(i);
            boolean fromClient = connection.isFromClient(datagram);
            if (open(connection, fromClient, datagram, packet)) {
                return connection;
            }
            fromServer = !fromClient;
        }
        return fromServer ? null : newConnection(datagram, packet);
    }

    private @Nullable QuicConnection newConnection(Payload datagram, LongPacket packet) {
        boolean fromInitiator = !datagram.fromResponder();
        ConnectionId destination = packet.header().destination();
        QuicConnection connection = unconfirmed;
        if (connection == null || !connection.startsWith(destination, fromInitiator)) {
            connection = new QuicConnection(destination, fromInitiator);
            unconfirmed = connection;
        }
        if (!open(connection, true, datagram, packet)) {
            return null;
        }
        unconfirmed = null;
        newestFirst.add(0, connection);
        if (newestFirst.size() > MAX_CONNECTIONS) {
            newestFirst.remove(MAX_CONNECTIONS);
        }
        return connection;
    }

    private boolean open(QuicConnection connection, boolean fromClient, Payload datagram, LongPacket packet) {
        tries += connection.salts(packet.format()).size();
        return connection.open(protection, fromClient, datagram, packet);
    }
}
