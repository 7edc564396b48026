package io.flowjay.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.flowjay.capture.CaptureFile;
import io.flowjay.capture.CaptureReader;
import io.flowjay.capture.RawPacket;
import io.flowjay.testing.Captures;
import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.params.provider.Arguments;

/** What a frame decodes to, as text. */
final class Decoding {
    private Decoding() {}

    /** A case of a table: link type, frame, what it decodes to. */
    static Arguments frame(String name, int linkType, byte[] frame, String expected) {
        return arguments(named(name, linkType), frame, expected);
    }

    static String describe(int linkType, byte[] frame) throws IOException {
        return describe(Captures.pcap().linkType(linkType).packet(0, frame).toBytes());
    }

    /** Headers, IP length, payload, flags of TCP, VLAN id of a capture's packet; or the reason why it is ignored. */
    static String describe(byte[] capture) throws IOException {
        try (CaptureReader reader = CaptureFile.open(capture, "test")) {
            RawPacket raw = new RawPacket();
            DecodedPacket packet = new DecodedPacket();
            assertThat(reader.next(raw)).isTrue();
            Ignored ignored = new PacketDecoder().decode(raw, packet);
            if (ignored != null) {
                return ignored.text();
            }
            assertThat(packet.payloadLength).isNotNegative();
            return String.format(
                    Locale.ROOT,
                    "%s %d/%d %s%s",
                    new HeaderStacks().of(packet).description(),
                    packet.ipLength,
                    packet.payloadLength,
                    packet.hasTcpFlags ? Integer.toHexString(packet.tcpFlags) : "-",
                    packet.vlanId == 0 ? "" : " vlan " + packet.vlanId);
        }
    }
}
