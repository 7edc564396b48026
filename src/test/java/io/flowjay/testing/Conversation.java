package io.flowjay.testing;

import io.flowjay.packet.IpProtocol;
import io.flowjay.packet.TcpFlags;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A capture of one conversation whose payloads matter, in Ethernet and IPv4, from a client at 10.0.0.9:40000 to a server at
 * 10.0.0.10. Packets are a millisecond apart.
 */
public final class Conversation {
    private static final int CLIENT_PORT = 40_000;
    private static final int CLIENT_START = 0xfffffff0;
    private static final int SERVER_START = 5_000;
    private static final int IP_HEADER = 20;

    private final Captures capture = Captures.pcap().nanoseconds();
    private final int protocol;
    private final int serverPort;
    private int clientSequence = CLIENT_START;
    private int serverSequence = SERVER_START;
    private int fragmentBytes = Integer.MAX_VALUE;
    private int snapshotLength = Integer.MAX_VALUE;
    private long nanos = 1_700_000_000_000_000_000L;
    private int identification;

    private Conversation(int protocol, int serverPort) {
        this.protocol = protocol;
        this.serverPort = serverPort;
    }

    /** Datagrams to a port. */
    public static Conversation udp(int serverPort) {
        return new Conversation(IpProtocol.UDP, serverPort);
    }

    /** A connection to a port, with its handshake. The client's sequence numbers wrap around soon. */
    public static Conversation tcp(int serverPort) {
        Conversation dialogue = new Conversation(IpProtocol.TCP, serverPort);
        dialogue.segment(true, TcpFlags.SYN, CLIENT_START - 1, new byte[0]);
        dialogue.segment(false, TcpFlags.SYN | TcpFlags.ACK, SERVER_START - 1, new byte[0]);
        return dialogue.segment(true, TcpFlags.ACK, CLIENT_START, new byte[0]);
    }

    /** A connection whose handshake was not captured. */
    public static Conversation tcpWithoutHandshake(int serverPort) {
        return new Conversation(IpProtocol.TCP, serverPort);
    }

    /** Packets from here on come in fragments with that much of the IP payload, a multiple of 8. */
    public Conversation fragments(int bytes) {
        fragmentBytes = bytes;
        return this;
    }

    /** Of packets from here on only that much is captured. */
    public Conversation snapshotLength(int bytes) {
        snapshotLength = bytes;
        return this;
    }

    /** The client's next packet. */
    public Conversation client(byte[] payload) {
        return send(true, payload);
    }

    /** The server's next packet. */
    public Conversation server(byte[] payload) {
        return send(false, payload);
    }

    /** The client's next packets, of so many bytes each. */
    public Conversation clientInPieces(int size, byte[] payload) {
        return inPieces(true, size, payload);
    }

    /** The server's next packets, of so many bytes each. */
    public Conversation serverInPieces(int size, byte[] payload) {
        return inPieces(false, size, payload);
    }

    private Conversation inPieces(boolean client, int size, byte[] payload) {
        for (int at = 0; at < payload.length; at += size) {
            send(client, Arrays.copyOfRange(payload, at, Math.min(payload.length, at + size)));
        }
        return this;
    }

    private Conversation send(boolean client, byte[] payload) {
        if (protocol == IpProtocol.UDP) {
            return udp(client, payload);
        }
        int sequence = client ? clientSequence : serverSequence;
        if (client) {
            clientSequence += payload.length;
        } else {
            serverSequence += payload.length;
        }
        return segment(client, TcpFlags.ACK | TcpFlags.PSH, sequence, payload);
    }

    /** The client's payload once more: a segment that begins so many bytes before what comes next. */
    public Conversation clientAgain(int back, byte[] payload) {
        return segment(true, TcpFlags.ACK | TcpFlags.PSH, clientSequence - back, payload);
    }

    /** An acknowledgement of the server's. */
    public Conversation serverAcknowledges() {
        return segment(false, TcpFlags.ACK, serverSequence, new byte[0]);
    }

    /** What the client sends next was not captured. */
    public Conversation clientLoses(int bytes) {
        clientSequence += bytes;
        return this;
    }

    private Conversation segment(boolean client, int flags, int sequence, byte[] payload) {
        return ip(
                client,
                ports(client, 20 + payload.length)
                        .putInt(sequence)
                        .putInt(client ? serverSequence : clientSequence)
                        .put((byte) 0x50)
                        .put((byte) flags)
                        .putShort((short) 65_535)
                        .putInt(0)
                        .put(payload)
                        .array());
    }

    private Conversation udp(boolean client, byte[] payload) {
        int length = 8 + payload.length;
        return ip(
                client,
                ports(client, length)
                        .putShort((short) length)
                        .putShort((short) 0)
                        .put(payload)
                        .array());
    }

    private ByteBuffer ports(boolean client, int length) {
        return ByteBuffer.allocate(length)
                .putShort((short) (client ? CLIENT_PORT : serverPort))
                .putShort((short) (client ? serverPort : CLIENT_PORT));
    }

    private Conversation ip(boolean client, byte[] transport) {
        identification++;
        for (int at = 0; at < transport.length; at += fragmentBytes) {
            int end = transport.length - at > fragmentBytes ? at + fragmentBytes : transport.length;
            int more = end < transport.length ? 0x2000 : 0;
            frame(client, more | at / 8, Arrays.copyOfRange(transport, at, end));
            if (fragmentBytes == Integer.MAX_VALUE) {
                break;
            }
        }
        return this;
    }

    private void frame(boolean client, int fragment, byte[] content) {
        byte[] frame = ByteBuffer.allocate(14 + IP_HEADER + content.length)
                .putShort(12, (short) 0x0800)
                .position(14)
                .putShort((short) 0x4500)
                .putShort((short) (IP_HEADER + content.length))
                .putShort((short) identification)
                .putShort((short) fragment)
                .put((byte) 64)
                .put((byte) protocol)
                .putShort((short) 0)
                .putInt(client ? 0x0a000009 : 0x0a00000a)
                .putInt(client ? 0x0a00000a : 0x0a000009)
                .put(content)
                .array();
        nanos += 1_000_000;
        capture.packet(nanos, Arrays.copyOf(frame, Math.min(snapshotLength, frame.length)), frame.length);
    }

    /** The capture as a file. */
    public byte[] toBytes() {
        return capture.toBytes();
    }
}
