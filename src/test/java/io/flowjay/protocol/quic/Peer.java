package io.flowjay.protocol.quic;

import static io.flowjay.protocol.quic.Wire.hex;
import static io.flowjay.protocol.quic.Wire.join;
import static io.flowjay.protocol.quic.Wire.varint;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** One side of a connection attempt, which writes packets. Its fields change as a real endpoint's would. */
public final class Peer {
    public static final int V1 = 1;
    public static final int V2 = 0x6b3343cf;
    public static final String V1_SALT = "38762cf7f55934b34d179ae6a4c80cadccbb7f0a";
    public static final String V2_SALT = "0dede3def700a6db819381be6e269dcbf9bd2ed9";

    final Sealer sealer;
    final int version;
    final byte[] destination;
    final byte[] source;
    public byte[] token = {};
    public long nextNumber;
    public int numberLength = 1;

    Peer(Sealer sealer, int version, byte[] destination, byte[] source) {
        this.sealer = sealer;
        this.version = version;
        this.destination = destination;
        this.source = source;
    }

    /** A version 1 client without an id of its own. */
    public static Peer client(byte[] destination) {
        return client(V1, V1_SALT, destination);
    }

    public static Peer client(int version, String salt, byte[] destination) {
        return new Peer(new Sealer(salt, prefix(version), destination, "client in"), version, destination, new byte[0]);
    }

    /** The version 1 server that a client with this first destination gets, with the id of RFC 9001's examples. */
    public static Peer server(byte[] clientsDestination) {
        return server(V1, V1_SALT, clientsDestination);
    }

    public static Peer server(int version, String salt, byte[] clientsDestination) {
        Sealer sealer = new Sealer(salt, prefix(version), clientsDestination, "server in");
        return new Peer(sealer, version, new byte[0], Wire.RFC_SERVER_ID);
    }

    private static String prefix(int version) {
        return version == V2 ? "quicv2" : "quic";
    }

    /** The same side, which now sends to another id with the same keys. */
    public Peer to(byte[] newDestination) {
        Peer moved = new Peer(sealer, version, newDestination, source);
        moved.nextNumber = nextNumber;
        return moved;
    }

    /** An Initial packet with the next number. */
    public byte[] initial(byte[]... frames) {
        byte[] payload = join(frames);
        if (payload.length < 4) {
            payload = Arrays.copyOf(payload, 4);
        }
        byte[] number =
                Arrays.copyOfRange(ByteBuffer.allocate(8).putLong(nextNumber).array(), 8 - numberLength, 8);
        byte[] header = join(
                longHeader(0, numberLength - 1),
                varint(token.length),
                token,
                varint(numberLength + payload.length + 16),
                number);
        return sealer.seal(header, nextNumber++, payload);
    }

    /** An Initial packet padded so that the datagram has 1200 bytes. */
    public byte[] paddedInitial(byte[]... frames) {
        int length = initial(frames).length;
        nextNumber--;
        byte[] padded = initial(join(frames), Wire.padding(Math.max(0, 1200 - length)));
        nextNumber--;
        int surplus = padded.length - 1200;
        return initial(join(frames), Wire.padding(Math.max(0, 1200 - length - surplus)));
    }

    /** A 0-RTT packet; what it holds cannot be read. */
    public byte[] zeroRtt() {
        return join(longHeader(1, 0), varint(40), Wire.padding(40));
    }

    /** A Handshake packet; what it holds cannot be read. */
    public byte[] handshake() {
        return join(longHeader(2, 0), varint(40), Wire.padding(40));
    }

    /** A Retry packet without a right integrity tag, which takes the client's id in the flow only. */
    public byte[] retry(byte[] newId, String tokenHex) {
        Peer answer = new Peer(sealer, version, destination, newId);
        return join(answer.longHeader(3, 0), hex(tokenHex), Wire.padding(16));
    }

    /** A packet with a short header. */
    public byte[] oneRtt(boolean spin) {
        return join(new byte[] {(byte) (spin ? 0x60 : 0x40)}, destination, Wire.random(40, 7));
    }

    private byte[] longHeader(int v1Type, int lowBits) {
        int type = version == V2 ? (v1Type + 1) & 3 : v1Type;
        return join(
                new byte[] {(byte) (0xc0 | (type << 4) | lowBits)},
                ByteBuffer.allocate(4).putInt(version).array(),
                new byte[] {(byte) destination.length},
                destination,
                new byte[] {(byte) source.length},
                source);
    }
}
