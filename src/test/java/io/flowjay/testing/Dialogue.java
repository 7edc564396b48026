package io.flowjay.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.capture.CaptureFile;
import io.flowjay.packet.IpProtocol;
import io.flowjay.packet.TcpFlags;
import io.flowjay.record.ExtractionSettings;
import io.flowjay.record.FlowRecord;
import io.flowjay.record.FlowRecords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A conversation over TCP or UDP between 10.0.0.9:40000 and 10.0.0.10, packet by packet into a capture (Ethernet, IPv4), each a
 * millisecond behind the one before. Offsets of TCP data count from the first byte of a direction.
 */
public final class Dialogue {
    private static final long START_NANOS = 1_600_000_000_000_000_000L;
    private static final int CLIENT_PORT = 40000;
    private static final int CLIENT_SEQUENCE = 0xffff_ff00;
    private static final int SERVER_SEQUENCE = 5_000;
    private static final int MORE_FRAGMENTS = 0x2000;

    private final Captures capture = Captures.pcap();
    private final int serverPort;
    private long nanos = START_NANOS;
    private int clientNext;
    private int serverNext;
    private int identification;

    private Dialogue(int serverPort) {
        this.serverPort = serverPort;
    }

    /** A conversation that the capture does not show the start of. */
    public static Dialogue midstream(int serverPort) {
        return new Dialogue(serverPort);
    }

    /** A conversation that begins with TCP's three packets. */
    public static Dialogue tcp(int serverPort) {
        Dialogue dialogue = new Dialogue(serverPort);
        dialogue.segment(true, TcpFlags.SYN, -1, new byte[0]);
        dialogue.segment(false, TcpFlags.SYN | TcpFlags.ACK, -1, new byte[0]);
        dialogue.segment(true, TcpFlags.ACK, 0, new byte[0]);
        return dialogue;
    }

    /** Segments of the client, one behind the other. */
    public Dialogue client(byte[]... segments) {
        for (byte[] data : segments) {
            clientAt(clientNext, data);
            clientNext += data.length;
        }
        return this;
    }

    /** Segments of the server, one behind the other. */
    public Dialogue server(byte[]... segments) {
        for (byte[] data : segments) {
            serverAt(serverNext, data);
            serverNext += data.length;
        }
        return this;
    }

    /** A segment of the client somewhere in its data. */
    public Dialogue clientAt(int offset, byte[] data) {
        segment(true, TcpFlags.ACK | TcpFlags.PSH, offset, data);
        return this;
    }

    /** A segment of the server somewhere in its data. */
    public Dialogue serverAt(int offset, byte[] data) {
        segment(false, TcpFlags.ACK | TcpFlags.PSH, offset, data);
        return this;
    }

    /** A segment of the client with any flags. */
    public Dialogue client(int flags, int offset, byte[] data) {
        segment(true, flags, offset, data);
        return this;
    }

    /** A segment of the client in IP fragments whose payloads have {@code size} bytes, a multiple of 8, the last one first. */
    public Dialogue fragmentsAt(int offset, byte[] data, int size) {
        byte[] whole = tcp(true, TcpFlags.ACK, CLIENT_SEQUENCE + offset, data);
        identification++;
        for (int at = (whole.length - 1) / size * size; at >= 0; at -= size) {
            byte[] part = Arrays.copyOfRange(whole, at, Math.min(whole.length, at + size));
            int more = at + size < whole.length ? MORE_FRAGMENTS : 0;
            frame(true, IpProtocol.TCP, more | at / 8, part);
        }
        return this;
    }

    /** A UDP datagram. */
    public Dialogue datagram(boolean client, byte[] data) {
        ByteBuffer header = ByteBuffer.allocate(8 + data.length)
                .putInt(ports(client))
                .putShort((short) (8 + data.length))
                .putShort((short) 0)
                .put(data);
        identification++;
        frame(client, IpProtocol.UDP, 0, header.array());
        return this;
    }

    private void segment(boolean client, int flags, int offset, byte[] data) {
        identification++;
        int first = client ? CLIENT_SEQUENCE : SERVER_SEQUENCE;
        frame(client, IpProtocol.TCP, 0, tcp(client, flags, first + offset, data));
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

    private void frame(boolean client, int protocol, int fragment, byte[] payload) {
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
                .put((byte) protocol)
                .putShort((short) 0)
                .putInt(client ? 0x0a000009 : 0x0a00000a)
                .putInt(client ? 0x0a00000a : 0x0a000009)
                .put(payload)
                .array();
        capture.packet(nanos, frame);
        nanos += 1_000_000;
    }

    /** The capture. */
    public byte[] toBytes() {
        return capture.toBytes();
    }

    /** The records of the capture's flows. */
    public List<FlowRecord> records() {
        return records(new ExtractionSettings());
    }

    /** The same by other settings. */
    public List<FlowRecord> records(ExtractionSettings settings) {
        settings.setThreads(1);
        List<FlowRecord> records = new ArrayList<>();
        try (FlowRecords all = settings.build().records(CaptureFile.open(toBytes(), "dialogue"))) {
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
