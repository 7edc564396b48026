package io.flowjay.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.capture.CaptureFile;
import io.flowjay.packet.IpProtocol;
import io.flowjay.packet.TcpFlags;
import io.flowjay.record.Extraction;
import io.flowjay.record.FlowRecord;
import io.flowjay.record.FlowRecords;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A conversation over TCP, UDP or SCTP between 10.0.0.9:40000 and 10.0.0.10, packet by packet into a capture (Ethernet, IPv4), each a
 * millisecond behind the one before. Offsets of TCP data count from the first byte of a direction.
 */
public final class Dialogue {
    private static final long START_NANOS = 1_600_000_000_000_000_000L;
    private static final int CLIENT_PORT = 40000;
    private static final int CLIENT_SEQUENCE = 0xffff_ff00;
    private static final int SERVER_SEQUENCE = 5_000;
    private static final int MORE_FRAGMENTS = 0x2000;

    private final Captures capture = Captures.pcap();
    private final int protocol;
    private final int serverPort;
    private int fragmentBytes = Integer.MAX_VALUE;
    private int snapshotLength = Integer.MAX_VALUE;
    private long nanos = START_NANOS;
    private int clientNext;
    private int serverNext;
    private int identification;

    private Dialogue(int protocol, int serverPort) {
        this.protocol = protocol;
        this.serverPort = serverPort;
    }

    /** A connection whose start the capture does not show. */
    public static Dialogue midstream(int serverPort) {
        return new Dialogue(IpProtocol.TCP, serverPort);
    }

    /** A connection that begins with TCP's three packets; the client's sequence numbers wrap around soon. */
    public static Dialogue tcp(int serverPort) {
        Dialogue dialogue = new Dialogue(IpProtocol.TCP, serverPort);
        dialogue.segment(true, TcpFlags.SYN, -1, new byte[0]);
        dialogue.segment(false, TcpFlags.SYN | TcpFlags.ACK, -1, new byte[0]);
        dialogue.segment(true, TcpFlags.ACK, 0, new byte[0]);
        return dialogue;
    }

    /** Datagrams of UDP. */
    public static Dialogue udp(int serverPort) {
        return new Dialogue(IpProtocol.UDP, serverPort);
    }

    /** Packets of SCTP, whose bytes are the chunks after the common header. */
    public static Dialogue sctp(int serverPort) {
        return new Dialogue(IpProtocol.SCTP, serverPort);
    }

    /** Packets from here on come in IP fragments with that much payload, a multiple of 8, the last one first. */
    public Dialogue fragments(int bytes) {
        fragmentBytes = bytes;
        return this;
    }

    /** Of frames from here on only the first bytes are captured. */
    public Dialogue snapshotLength(int bytes) {
        snapshotLength = bytes;
        return this;
    }

    /** Packets of the client, one behind the other. */
    public Dialogue client(byte[]... packets) {
        for (byte[] data : packets) {
            if (protocol == IpProtocol.TCP) {
                data(true, clientNext, data);
                clientNext += data.length;
            } else {
                datagram(true, data);
            }
        }
        return this;
    }

    /** Packets of the server, one behind the other. */
    public Dialogue server(byte[]... packets) {
        for (byte[] data : packets) {
            if (protocol == IpProtocol.TCP) {
                data(false, serverNext, data);
                serverNext += data.length;
            } else {
                datagram(false, data);
            }
        }
        return this;
    }

    /** Packets of the client of so many bytes each. */
    public Dialogue clientInPieces(int size, byte[] data) {
        return client(pieces(size, data));
    }

    /** Packets of the server of so many bytes each. */
    public Dialogue serverInPieces(int size, byte[] data) {
        return server(pieces(size, data));
    }

    private static byte[][] pieces(int size, byte[] data) {
        byte[][] pieces = new byte[(data.length + size - 1) / size][];
        for (int i = 0; i < pieces.length; i++) {
            pieces[i] = Arrays.copyOfRange(data, i * size, Math.min(data.length, (i + 1) * size));
        }
        return pieces;
    }

    /** The client sends what is not captured. */
    public Dialogue clientLoses(int bytes) {
        clientNext += bytes;
        return this;
    }

    /** A segment of the client that begins so many bytes before what comes next. */
    public Dialogue clientAgain(int back, byte[] data) {
        return data(true, clientNext - back, data);
    }

    /** A segment of the client with any flags, somewhere in its data. */
    public Dialogue client(int flags, int offset, byte[] data) {
        return segment(true, flags, offset, data);
    }

    private Dialogue data(boolean client, int offset, byte[] data) {
        return segment(client, TcpFlags.ACK | TcpFlags.PSH, offset, data);
    }

    private Dialogue segment(boolean client, int flags, int offset, byte[] data) {
        int first = client ? CLIENT_SEQUENCE : SERVER_SEQUENCE;
        return packet(client, IpProtocol.TCP, tcp(client, flags, first + offset, data));
    }

    private Dialogue datagram(boolean client, byte[] data) {
        if (protocol == IpProtocol.SCTP) {
            ByteBuffer packet =
                    ByteBuffer.allocate(12 + data.length).putInt(ports(client)).putLong(0);
            return packet(client, IpProtocol.SCTP, packet.put(data).array());
        }
        return packet(
                client,
                IpProtocol.UDP,
                ByteBuffer.allocate(8 + data.length)
                        .putInt(ports(client))
                        .putShort((short) (8 + data.length))
                        .putShort((short) 0)
                        .put(data)
                        .array());
    }

    private Dialogue packet(boolean client, int ipProtocol, byte[] whole) {
        identification++;
        int size = Math.min(fragmentBytes, whole.length);
        for (int at = (whole.length - 1) / size * size; at >= 0; at -= size) {
            int end = Math.min(whole.length, at + size);
            int more = end < whole.length ? MORE_FRAGMENTS : 0;
            frame(client, ipProtocol, more | at / 8, Arrays.copyOfRange(whole, at, end));
        }
        return this;
    }

    private byte[] tcp(boolean client, int flags, int sequence, byte[] data) {
        return ByteBuffer.allocate(20 + data.length)
                .putInt(ports(client))
                .putInt(sequence)
                .putInt(0)
                .put((byte) 0x50)
                .put((byte) flags)
                .putShort((short) 0xffff)
                .putInt(0)
                .put(data)
                .array();
    }

    private int ports(boolean client) {
        return client ? CLIENT_PORT << 16 | serverPort : serverPort << 16 | CLIENT_PORT;
    }

    private void frame(boolean client, int ipProtocol, int fragment, byte[] payload) {
        byte[] frame = ByteBuffer.allocate(34 + payload.length)
                .putShort((short) 0x0200)
                .putInt(client ? 10 : 9)
                .putShort((short) 0x0200)
                .putInt(client ? 9 : 10)
                .putShort((short) 0x0800)
                .putShort((short) 0x4500)
                .putShort((short) (20 + payload.length))
                .putShort((short) identification)
                .putShort((short) fragment)
                .put((byte) 64)
                .put((byte) ipProtocol)
                .putShort((short) 0)
                .putInt(client ? 0x0a000009 : 0x0a00000a)
                .putInt(client ? 0x0a00000a : 0x0a000009)
                .put(payload)
                .array();
        capture.packet(nanos, Arrays.copyOf(frame, Math.min(snapshotLength, frame.length)), frame.length);
        nanos += 1_000_000;
    }

    /** The capture. */
    public byte[] toBytes() {
        return capture.toBytes();
    }

    /** The records of the capture's flows. */
    public List<FlowRecord> records() {
        return records(Settings.builder());
    }

    /** The same by other settings. */
    public List<FlowRecord> records(Settings.Builder settings) {
        settings.set(SettingCatalog.THREADS, 1);
        List<FlowRecord> records = new ArrayList<>();
        try (FlowRecords all = Extraction.of(settings.build()).records(CaptureFile.open(toBytes(), "dialogue"))) {
            all.forEachRemaining(records::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return records;
    }

    /** The record of its only flow. */
    public FlowRecord record() {
        List<FlowRecord> records = records();
        assertThat(records).hasSize(1);
        return records.get(0);
    }

    /** Compares fields of a record, as {@code name=value} separated by white space; a value may hold spaces. */
    public static void assertFields(FlowRecord record, String expected) {
        for (String pair : expected.strip().split("\\s+(?=\\w+=)", -1)) {
            int equals = pair.indexOf('=');
            String name = pair.substring(0, equals);
            assertThat(record).containsKey(name);
            assertThat(String.valueOf(record.get(name))).as(name).isEqualTo(pair.substring(equals + 1));
        }
    }
}
