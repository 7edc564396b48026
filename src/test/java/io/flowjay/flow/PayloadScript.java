package io.flowjay.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.capture.CaptureFile;
import io.flowjay.capture.CaptureReader;
import io.flowjay.capture.RawPacket;
import io.flowjay.packet.DecodedPacket;
import io.flowjay.packet.Ignored;
import io.flowjay.packet.IpProtocol;
import io.flowjay.packet.PacketSink;
import io.flowjay.packet.TcpFlags;
import io.flowjay.packet.decode.PacketDecoder;
import io.flowjay.testing.Captures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Packets with payload on their way from a capture into a {@link FlowTable}, between the client 192.0.2.1, ports from 1024 on, and
 * the server 192.0.2.2:443. What the table hands out is kept.
 */
final class PayloadScript implements PacketSink {
    private static final int RAW_IP = 101;

    private final List<Flow> finished = new ArrayList<>();
    private final Captures capture = Captures.pcap().nanoseconds().linkType(RAW_IP);
    private final FlowTable table;
    private final PacketDecoder decoder;
    private int identification;
    private int ignored;

    PayloadScript(FlowSettings settings, PayloadNeeds needs) {
        table = new FlowTable(settings, needs, finished::add);
        decoder = new PacketDecoder(settings.decoding(), this);
    }

    /**
     * Adds packets, one a line: {@code TIME c|s FLAGS|udp|sctp [seq=N] [ack=N] [port=N] [cut=N] [frag=N] [TEXT|hex:DIGITS]}. Time in seconds, flags
     * as letters of FSRPA; {@code port} is the client's, {@code cut} the bytes of payload captured, {@code frag} the bytes of the IP
     * payload's first fragment, the other follows. In the text, up to the line's end, {@code \r}, {@code \n} and {@code \0} mean those
     * bytes.
     */
    PayloadScript lines(String lines) {
        lines.strip().lines().forEach(this::line);
        return this;
    }

    private void line(String line) {
        String[] parts = line.strip().split(" ", -1);
        int sequence = 0;
        int acknowledgement = 0;
        int port = 1024;
        int cut = Integer.MAX_VALUE;
        int fragment = 0;
        byte[] payload = {};
        for (int i = 3; i < parts.length && payload.length == 0; i++) {
            String[] pair = parts[i].split("=", 2);
            switch (pair[0]) {
                case "seq" -> sequence = Long.decode(pair[1]).intValue();
                case "ack" -> acknowledgement = Long.decode(pair[1]).intValue();
                case "port" -> port = Integer.parseInt(pair[1]);
                case "cut" -> cut = Integer.parseInt(pair[1]);
                case "frag" -> fragment = Integer.parseInt(pair[1]);
                default ->
                    payload = payload(String.join(" ", Arrays.asList(parts).subList(i, parts.length)));
            }
        }
        long nanos = new BigDecimal(parts[0]).movePointRight(9).longValueExact();
        boolean client = parts[1].equals("c");
        int protocol =
                switch (parts[2]) {
                    case "udp" -> IpProtocol.UDP;
                    case "sctp" -> IpProtocol.SCTP;
                    default -> IpProtocol.TCP;
                };
        int ports = client ? port << 16 | 443 : 443 << 16 | port;
        byte[] transport =
                switch (protocol) {
                    case IpProtocol.UDP -> udp(ports, payload);
                    case IpProtocol.SCTP -> sctp(ports, payload);
                    default -> tcp(ports, flags(parts[2]), sequence, acknowledgement, payload);
                };
        int missing = Math.max(0, payload.length - cut);
        identification++;
        if (fragment == 0) {
            packet(nanos, ip(client, protocol, 0, transport), missing);
        } else {
            byte[] rest = Arrays.copyOfRange(transport, fragment, transport.length);
            packet(nanos, ip(client, protocol, 0x2000, Arrays.copyOf(transport, fragment)), 0);
            packet(nanos, ip(client, protocol, fragment / 8, rest), missing);
        }
    }

    /** Adds a packet whose last {@code missing} bytes are not captured. */
    private void packet(long nanos, byte[] ip, int missing) {
        capture.packet(nanos, Arrays.copyOf(ip, ip.length - missing), ip.length);
    }

    /** A payload as lines have it. */
    static byte[] payload(String text) {
        return text.startsWith("hex:")
                ? HexFormat.of().parseHex(text.substring(4))
                : text.replace("\\r", "\r")
                        .replace("\\n", "\n")
                        .replace("\\0", "\0")
                        .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static int flags(String letters) {
        int flags = 0;
        for (int i = 0; i < letters.length(); i++) {
            int bit = "FSRPA".indexOf(letters.charAt(i));
            assertThat(bit).as(letters).isNotNegative();
            flags |= TcpFlags.FIN << bit;
        }
        return flags;
    }

    private static byte[] tcp(int ports, int flags, int sequence, int acknowledgement, byte[] payload) {
        return ByteBuffer.allocate(20 + payload.length)
                .putInt(ports)
                .putInt(sequence)
                .putInt(acknowledgement)
                .putShort((short) (0x5000 | flags))
                .putShort((short) 0xffff)
                .putInt(0)
                .put(payload)
                .array();
    }

    private static byte[] udp(int ports, byte[] payload) {
        return ByteBuffer.allocate(8 + payload.length)
                .putInt(ports)
                .putShort((short) (8 + payload.length))
                .putShort((short) 0)
                .put(payload)
                .array();
    }

    /** Chunks after the common header (RFC 9260 section 3.1), whose verification tag and checksum are 0 here. */
    private static byte[] sctp(int ports, byte[] chunks) {
        return ByteBuffer.allocate(12 + chunks.length)
                .putInt(ports)
                .putLong(0)
                .put(chunks)
                .array();
    }

    private byte[] ip(boolean client, int protocol, int fragment, byte[] payload) {
        return ByteBuffer.allocate(20 + payload.length)
                .putShort((short) 0x4500)
                .putShort((short) (20 + payload.length))
                .putShort((short) identification)
                .putShort((short) fragment)
                .putShort((short) (64 << 8 | protocol))
                .putShort((short) 0)
                .putInt(client ? 0xc0000201 : 0xc0000202)
                .putInt(client ? 0xc0000202 : 0xc0000201)
                .put(payload)
                .array();
    }

    /** Plays all packets into the table. */
    PayloadScript play() {
        try (CaptureReader reader = CaptureFile.open(capture.toBytes(), "script")) {
            RawPacket raw = new RawPacket();
            while (reader.next(raw)) {
                decoder.decode(raw);
            }
            decoder.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Ends the capture, and answers all flows in the order in which they ended. */
    List<Flow> end() {
        table.endCapture();
        return finished;
    }

    FlowTable table() {
        return table;
    }

    List<Flow> finished() {
        return finished;
    }

    /** Packets that came into no flow. */
    int ignored() {
        return ignored;
    }

    @Override
    public void decoded(DecodedPacket packet) {
        assertThat(table.add(packet)).isTrue();
    }

    @Override
    public void ignored(Ignored reason) {
        ignored++;
    }

    @Override
    public void further() {}

    @Override
    public void fragmentOverlap() {}
}
