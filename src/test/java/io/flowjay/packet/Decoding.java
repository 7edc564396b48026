package io.flowjay.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.flowjay.capture.CaptureFile;
import io.flowjay.capture.CaptureReader;
import io.flowjay.capture.RawPacket;
import io.flowjay.packet.decode.PacketDecoder;
import io.flowjay.settings.Settings;
import io.flowjay.testing.Captures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.provider.Arguments;

/** What becomes of the packets of a capture, as text. */
public final class Decoding implements PacketSink {
    private final List<String> packets = new ArrayList<>();
    private final HeaderStacks stacks = new HeaderStacks();
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private int fragmentOverlaps;
    private int further;

    /** A case of a table: link type, frame, what it decodes to. */
    public static Arguments frame(String name, int linkType, byte[] frame, String expected) {
        return arguments(named(name, linkType), frame, expected);
    }

    /** Headers, IP length, payload, flags of TCP, VLAN id, tunnel of a frame, and whether it is a duplicate; or the reason why it is ignored. */
    public static String describe(int linkType, byte[] frame) throws IOException {
        return describe(Captures.pcap().linkType(linkType).packet(0, frame).toBytes());
    }

    /** The same of a capture's only packet. */
    public static String describe(byte[] capture) throws IOException {
        List<String> all = new Decoding().read(capture, DecodeSettings.of(Settings.DEFAULT));
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    /** The same of all packets, in the order in which they come out. */
    public List<String> read(byte[] capture, DecodeSettings settings) throws IOException {
        try (CaptureReader reader = CaptureFile.open(capture, "test")) {
            RawPacket raw = new RawPacket();
            PacketDecoder decoder = new PacketDecoder(settings, this);
            while (reader.next(raw)) {
                decoder.decode(raw);
            }
            decoder.end();
        }
        return packets;
    }

    /** The captured payload of all packets. */
    public byte[] content() {
        return content.toByteArray();
    }

    public int furtherPackets() {
        return further;
    }

    public int fragmentOverlaps() {
        return fragmentOverlaps;
    }

    @Override
    public void decoded(DecodedPacket packet) {
        assertThat(packet.payloadLength).isNotNegative();
        if (packet.portsMissing != null) {
            assertThat(packet.sourcePort + packet.destinationPort + packet.contentLength())
                    .isZero();
            packets.add(packet.portsMissing.text());
            return;
        }
        content.write(packet.data(), packet.contentAt(), packet.contentCaptured());
        packets.add(String.format(
                Locale.ROOT,
                "%s %d/%d %s%s%s%s",
                stacks.of(packet).description(),
                packet.ipLength,
                packet.payloadLength,
                packet.hasTcpFlags ? Integer.toHexString(packet.tcpFlags) : "-",
                packet.vlanId == 0 ? "" : " vlan " + packet.vlanId,
                packet.tunnel == null ? "" : " in " + packet.tunnel.text() + ' ' + packet.tunnelDepth,
                packet.duplicate ? " again" : ""));
    }

    @Override
    public void ignored(Ignored reason) {
        packets.add(reason.text());
    }

    @Override
    public void further() {
        further++;
    }

    @Override
    public void fragmentOverlap() {
        fragmentOverlaps++;
    }
}
