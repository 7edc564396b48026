package io.flowjay.sample;

import static io.flowjay.sample.Way.BACKWARD;
import static io.flowjay.sample.Way.FORWARD;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;

/** One QUIC connection: real Initial packets, and noise where the handshake keys would be needed. */
final class QuicConversation {
    /** What RFC 9000 section 14.1 asks of datagrams that carry Initial packets. */
    private static final int INITIAL_DATAGRAM = 1200;

    private static final int FULL_DATAGRAM = 1252;

    private final UdpConversation udp;
    private final QuicVersion version;
    private final String serverName;
    private final Noise noise;
    private final byte[] firstDestination;
    private final byte[] clientId;
    private final byte[] serverId;
    private final QuicInitialKeys clientKeys;
    private final QuicInitialKeys serverKeys;
    private int clientInitials;

    /** @param clientIdLength bytes of the client's connection identifier, zero as in browsers */
    QuicConversation(UdpConversation udp, QuicVersion version, String serverName, int clientIdLength, Noise noise)
            throws GeneralSecurityException {
        this.udp = udp;
        this.version = version;
        this.serverName = serverName;
        this.noise = noise;
        firstDestination = noise.bytes(8);
        clientId = noise.bytes(clientIdLength);
        serverId = noise.bytes(8);
        clientKeys = QuicInitialKeys.of(version, firstDestination, FORWARD);
        serverKeys = QuicInitialKeys.of(version, firstDestination, BACKWARD);
    }

    /** The whole handshake; a post-quantum ClientHello takes two Initial packets. */
    QuicConversation handshake(boolean postQuantum, long roundTripMillis) throws GeneralSecurityException {
        byte[] hello = TlsClientHello.quic(serverName, transportParameters(), postQuantum, noise);
        int split = Math.min(hello.length, 1_100);
        sendInitial(QuicPacket.crypto(0, Arrays.copyOf(hello, split)), firstDestination);
        if (split < hello.length) {
            udp.pauseMicros(40);
            sendInitial(QuicPacket.crypto(split, Arrays.copyOfRange(hello, split, hello.length)), firstDestination);
        }
        udp.pauseMillis(roundTripMillis);
        sendServerFlight();
        udp.pauseMicros(600);
        sendInitial(QuicPacket.ack(0), serverId);
        udp.pauseMicros(350);
        udp.send(
                FORWARD,
                Bytes.concat(
                        QuicPacket.handshake(version, serverId, clientId, 86, noise),
                        QuicPacket.oneRtt(serverId, 61, noise)));
        udp.pauseMillis(roundTripMillis);
        udp.send(BACKWARD, QuicPacket.oneRtt(clientId, 214, noise));
        return this;
    }

    /** A request and a response of so many full datagrams, every second one acknowledged. */
    QuicConversation exchange(int requestSize, int responseDatagrams, int lastSize, long roundTripMillis) {
        udp.pauseMicros(700).send(FORWARD, QuicPacket.oneRtt(serverId, requestSize, noise));
        udp.pauseMillis(roundTripMillis + 3);
        for (int i = 0; i < responseDatagrams; i++) {
            udp.send(BACKWARD, QuicPacket.oneRtt(clientId, FULL_DATAGRAM, noise))
                    .pauseMicros(25);
            if (i % 2 == 1) {
                udp.send(FORWARD, QuicPacket.oneRtt(serverId, 33, noise)).pauseMicros(20);
            }
        }
        udp.send(BACKWARD, QuicPacket.oneRtt(clientId, lastSize, noise));
        udp.pauseMillis(20).send(FORWARD, QuicPacket.oneRtt(serverId, 32, noise));
        return this;
    }

    /** CONNECTION_CLOSE, after {@code idleMillis} of silence. */
    void close(long idleMillis) {
        udp.pauseMillis(idleMillis).send(FORWARD, QuicPacket.oneRtt(serverId, 40, noise));
    }

    private void sendInitial(byte[] frames, byte[] destination) throws GeneralSecurityException {
        byte[] padded = QuicPacket.padded(frames, destination, clientId, INITIAL_DATAGRAM);
        udp.send(FORWARD, QuicPacket.initial(version, clientKeys, destination, clientId, clientInitials++, padded));
    }

    private void sendServerFlight() throws GeneralSecurityException {
        byte[] hello = TlsMessage.serverHello(
                noise.bytes(32),
                new byte[0],
                0x1301,
                List.of(
                        TlsExtension.selectedVersion(0x0304),
                        TlsExtension.of(51, TlsExtension.keyShare(TlsExtension.X25519, noise.bytes(32)))));
        byte[] frames = Bytes.concat(QuicPacket.ack(clientInitials - 1), QuicPacket.crypto(0, hello));
        byte[] initial = QuicPacket.initial(version, serverKeys, clientId, serverId, 0, frames);
        int rest = INITIAL_DATAGRAM - initial.length;
        udp.send(BACKWARD, Bytes.concat(initial, QuicPacket.handshake(version, clientId, serverId, rest, noise)));
        udp.pauseMicros(30);
        udp.send(BACKWARD, QuicPacket.handshake(version, clientId, serverId, INITIAL_DATAGRAM, noise));
        udp.pauseMicros(30);
        udp.send(
                BACKWARD,
                Bytes.concat(
                        QuicPacket.handshake(version, clientId, serverId, 774, noise),
                        QuicPacket.oneRtt(clientId, 69, noise)));
    }

    /** RFC 9000 section 18.2; in version 2 with the version information of RFC 9368 section 3. */
    private byte[] transportParameters() {
        Bytes parameters = new Bytes();
        parameter(parameters, 0x01, new Bytes().varint(30_000));
        parameter(parameters, 0x03, new Bytes().varint(1_472));
        parameter(parameters, 0x04, new Bytes().varint(15_728_640));
        parameter(parameters, 0x05, new Bytes().varint(6_291_456));
        parameter(parameters, 0x06, new Bytes().varint(6_291_456));
        parameter(parameters, 0x07, new Bytes().varint(6_291_456));
        parameter(parameters, 0x08, new Bytes().varint(100));
        parameter(parameters, 0x09, new Bytes().varint(103));
        parameter(parameters, 0x0F, new Bytes().raw(clientId));
        if (version == QuicVersion.V2) {
            parameter(
                    parameters,
                    0x11,
                    new Bytes()
                            .u32(QuicVersion.V2.number)
                            .u32(QuicVersion.V2.number)
                            .u32(QuicVersion.V1.number));
        }
        return parameters.toArray();
    }

    private static void parameter(Bytes parameters, int id, Bytes value) {
        parameters.varint(id).varint(value.length()).raw(value.toArray());
    }
}
