package io.flowjay.feature.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.flowjay.capture.CaptureFile;
import io.flowjay.flow.Flow;
import io.flowjay.flow.FlowAssembler;
import io.flowjay.flow.FlowSettings;
import io.flowjay.flow.PayloadNeeds;
import io.flowjay.packet.IpProtocol;
import io.flowjay.protocol.Protocol;
import io.flowjay.settings.Settings;
import io.flowjay.testing.Captures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.provider.Arguments;

/**
 * Flows of frames that are read, decoded and assembled as from a capture. A frame is a line {@code TIME c|s [KEY=VALUE]...}, time in
 * seconds, from the client 10.0.0.9:40000 (2001:db8::9) or the server 10.0.0.10:443 (2001:db8::a). Keys: {@code mac}, last octets
 * of source and destination as {@code 01>02}, or all six; {@code vlan}, outermost first; {@code type}, the EtherType in place of
 * tags and IP's; {@code link}, {@code raw} for none; {@code ip}, 4 or 6; {@code ttl}, {@code tos} (traffic class), {@code id},
 * {@code frag} (flags and offset), {@code label}, {@code ext} (IPv6 extension headers by number, in order); {@code udp}, {@code tcp}
 * (payload in hex), {@code seq} (of TCP, 0 when left out), {@code ports}, the client's and the server's as {@code 40000>443}; {@code
 * len}, bytes of the payload, filled up with zeros; {@code icmp} (whole message in hex); {@code proto}, another protocol, with {@code
 * data} in hex; {@code pad}, bytes behind the IP packet; {@code cut}, captured bytes. Without one of UDP, TCP and ICMP it is UDP
 * without payload.
 */
public final class FrameScript {
    private static final HexFormat HEX = HexFormat.of();
    private static final int ETHERNET = 1;
    private static final int RAW_IP = 101;

    private static final PayloadNeeds EVERYTHING = new PayloadNeeds(EnumSet.allOf(Protocol.class), 256);

    private final Map<String, String> values = new HashMap<>();
    private final boolean client;
    private final boolean v4;
    private int protocol;

    private FrameScript(String[] parts) {
        for (int i = 2; i < parts.length; i++) {
            String[] pair = parts[i].split("=", 2);
            values.put(pair[0], pair[1]);
        }
        client = parts[1].equals("c");
        v4 = number("ip", 4) == 4;
    }

    /** A case of a table: its name, the flow of a script, the features expected. */
    public static Arguments frames(String name, String script, String expected) {
        return arguments(named(name, flow(script)), expected);
    }

    /** The only flow of the lines' frames. */
    public static Flow flow(String lines) {
        Captures capture = Captures.pcap().nanoseconds();
        for (String line : lines.strip().split("\n", -1)) {
            String[] parts = line.trim().split("\\s+", -1);
            FrameScript script = new FrameScript(parts);
            capture.linkType(script.text("link", "ethernet").equals("raw") ? RAW_IP : ETHERNET);
            long time = new BigDecimal(parts[0]).movePointRight(9).longValueExact();
            int cut = (int) script.number("cut", 0);
            int padding = (int) script.number("pad", 0);
            byte[] whole = script.frame();
            byte[] frame = Arrays.copyOf(whole, whole.length + padding);
            capture.packet(time, cut == 0 ? frame : Arrays.copyOf(frame, cut), frame.length);
            assertThat(script.values).as(line).isEmpty();
        }
        try (FlowAssembler flows = new FlowAssembler(
                CaptureFile.open(capture.toBytes(), "frames"), FlowSettings.of(Settings.DEFAULT), EVERYTHING)) {
            Flow flow = flows.next();
            assertThat(flows.next()).as("a second flow").isNull();
            return Optional.ofNullable(flow).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] frame() {
        byte[] ip = v4 ? ipv4() : ipv6();
        if (text("link", "ethernet").equals("raw")) {
            values.remove("link");
            return ip;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String[] ends = take("mac", client ? "01>02" : "02>01").split(">", 2);
        out.writeBytes(address(ends[1]));
        out.writeBytes(address(ends[0]));
        String tags = take("vlan", "");
        for (String id : tags.isEmpty() ? new String[0] : tags.split(",", -1)) {
            out.writeBytes(HEX.parseHex("8100"));
            out.writeBytes(u16(0x2000 | Integer.parseInt(id)));
        }
        out.writeBytes(HEX.parseHex(take("type", v4 ? "0800" : "86dd").replace("_", "")));
        out.writeBytes(ip);
        return out.toByteArray();
    }

    private byte[] ipv4() {
        int flags = (int) number("frag", 0);
        byte[] payload = payload();
        return ByteBuffer.allocate(20 + payload.length)
                .put((byte) 0x45)
                .put((byte) number("tos", 0))
                .putShort((short) (20 + payload.length))
                .putShort((short) number("id", 0))
                .putShort((short) flags)
                .put((byte) number("ttl", 64))
                .put((byte) protocol)
                .putShort((short) 0)
                .putInt(client ? 0x0a000009 : 0x0a00000a)
                .putInt(client ? 0x0a00000a : 0x0a000009)
                .put(payload)
                .array();
    }

    private byte[] ipv6() {
        byte[] payload = extended(payload());
        byte[] own = HEX.parseHex("20010db80000000000000000000000" + (client ? "09" : "0a"));
        byte[] other = HEX.parseHex("20010db80000000000000000000000" + (client ? "0a" : "09"));
        return ByteBuffer.allocate(40 + payload.length)
                .putInt((int) (6L << 28 | number("tos", 0) << 20 | number("label", 0)))
                .putShort((short) payload.length)
                .put((byte) protocol)
                .put((byte) number("ttl", 64))
                .put(own)
                .put(other)
                .put(payload)
                .array();
    }

    /** Puts extension headers ahead of a payload: of 8 bytes, all zero, but 24 for an authentication header. */
    private byte[] extended(byte[] payload) {
        String list = take("ext", "");
        String[] headers = list.isEmpty() ? new String[0] : list.split(",", -1);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < headers.length; i++) {
            int next = i + 1 < headers.length ? Integer.parseInt(headers[i + 1]) : protocol;
            boolean authentication = Integer.parseInt(headers[i]) == IpProtocol.AUTHENTICATION;
            byte[] header = new byte[authentication ? 24 : 8];
            header[0] = (byte) next;
            header[1] = (byte) (authentication ? 4 : 0);
            out.writeBytes(header);
        }
        out.writeBytes(payload);
        if (headers.length > 0) {
            protocol = Integer.parseInt(headers[0]);
        }
        return out.toByteArray();
    }

    private byte[] payload() {
        String[] ends = take("ports", "40000>443").split(">", 2);
        int own = Integer.parseInt(ends[client ? 0 : 1]);
        int ports = own << 16 | Integer.parseInt(ends[client ? 1 : 0]);
        if (values.containsKey("proto")) {
            protocol = (int) number("proto", 0);
            return HEX.parseHex(take("data", ""));
        }
        if (values.containsKey("icmp")) {
            protocol = v4 ? IpProtocol.ICMP : IpProtocol.ICMPV6;
            return HEX.parseHex(take("icmp", "").replace("_", ""));
        }
        if (values.containsKey("tcp")) {
            protocol = IpProtocol.TCP;
            byte[] data = data("tcp");
            return ByteBuffer.allocate(20 + data.length)
                    .putInt(ports)
                    .putInt((int) number("seq", 0))
                    .putInt(0)
                    .putInt(0x50100000)
                    .putInt(0)
                    .put(data)
                    .array();
        }
        protocol = IpProtocol.UDP;
        byte[] data = data("udp");
        return ByteBuffer.allocate(8 + data.length)
                .putInt(ports)
                .putShort((short) (8 + data.length))
                .putShort((short) 0)
                .put(data)
                .array();
    }

    private byte[] data(String key) {
        byte[] data = HEX.parseHex(take(key, ""));
        return Arrays.copyOf(data, (int) number("len", data.length));
    }

    private static byte[] address(String octets) {
        return HEX.parseHex(octets.length() == 2 ? "0200000000" + octets : octets);
    }

    private static byte[] u16(int value) {
        return new byte[] {(byte) (value >> 8), (byte) value};
    }

    private String text(String key, String otherwise) {
        return values.getOrDefault(key, otherwise);
    }

    private String take(String key, String otherwise) {
        String value = text(key, otherwise);
        values.remove(key);
        return value;
    }

    private long number(String key, long otherwise) {
        return Long.decode(take(key, Long.toString(otherwise)));
    }
}
