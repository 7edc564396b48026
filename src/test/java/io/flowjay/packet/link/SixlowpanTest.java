package io.flowjay.packet.link;

import static io.flowjay.packet.Decoding.frame;
import static io.flowjay.packet.Frames.hex;
import static io.flowjay.packet.Frames.ipv6;
import static io.flowjay.packet.Frames.join;
import static io.flowjay.packet.Frames.tcp;
import static io.flowjay.packet.Frames.udp;
import static io.flowjay.packet.Frames.zeros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.flowjay.capture.CaptureFile;
import io.flowjay.capture.CaptureReader;
import io.flowjay.capture.RawPacket;
import io.flowjay.packet.DecodeSettings;
import io.flowjay.packet.DecodedPacket;
import io.flowjay.packet.Decoding;
import io.flowjay.packet.Ignored;
import io.flowjay.packet.PacketSink;
import io.flowjay.packet.decode.PacketDecoder;
import io.flowjay.settings.Settings;
import io.flowjay.testing.Captures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** IPv6 over IEEE 802.15.4. */
public class SixlowpanTest {
    private static final byte[] V6 = ipv6(17, udp(20, zeros(12)));
    /** Data, PAN identifier once, both addresses long, version 2006: sequence number, PAN, destination, source. */
    private static final byte[] LONG = hex("41dc 01 cdab 0100010081000510 0210024002000200");
    /** The same with short addresses. */
    private static final byte[] SHORT = hex("4198 01 cdab 0200 0100");

    public static Stream<Arguments> cases() {
        String text = "WPAN-IP6-UDP 60/12 -";
        byte[] payload = zeros(12);
        return Stream.of(
                frame("not compressed", 230, join(LONG, hex("41"), V6), text),
                frame("with a frame check sequence", 195, join(LONG, hex("41"), V6, zeros(2)), text),
                frame("compressed, next header in the frame", 230, join(LONG, hex("7a33 11"), udp(20, payload)), text),
                frame(
                        "compressed, TCP",
                        230,
                        join(LONG, hex("7a33 06"), tcp(0x18, 5, zeros(9))),
                        "WPAN-IP6-TCP 69/9 18"),
                frame("compressed UDP header", 230, join(LONG, hex("7e33 f0 9c400035 0000"), payload), text),
                frame("compressed UDP ports", 230, join(LONG, hex("7e33 f3 12 0000"), payload), text),
                frame(
                        "compressed UDP header, frame check sequence",
                        195,
                        join(LONG, hex("7e33 f3 12 0000"), payload, zeros(2)),
                        text),
                frame(
                        "mesh and broadcast",
                        230,
                        join(SHORT, hex("b5 0001 0002 50 07 7e33 f4 9c400035"), payload),
                        text),
                frame("a context", 230, join(LONG, hex("7e77 f0 9c400035 0000"), payload), "unsupported_encapsulation"),
                frame(
                        "a compressed extension header",
                        230,
                        join(LONG, hex("7e33 e0"), payload),
                        "unsupported_encapsulation"),
                frame(
                        "first fragment",
                        230,
                        join(LONG, hex("c03c 0001 7e33 f3 12 0000"), payload),
                        "unsupported_encapsulation"),
                frame("old compression", 230, join(LONG, hex("42fb"), payload), "unsupported_encapsulation"),
                frame("ZigBee", 230, join(SHORT, hex("0802"), zeros(20)), "not_ip"),
                frame("beacon", 230, join(hex("0080 01 cdab 0100"), zeros(20)), "not_ip"),
                frame("encrypted", 230, join(hex("49dc 01"), zeros(40)), "encrypted"),
                frame("information elements", 230, join(hex("41ee 01"), zeros(40)), "unsupported_encapsulation"),
                frame("cut in the compressed header", 230, join(LONG, hex("7e33 f0 9c40")), "truncated_header"),
                frame("cut in the addresses", 230, hex("41dc 01 cdab 0100"), "truncated_header"),
                frame(
                        "TAP, frame check sequence told",
                        283,
                        join(hex("0000 0c00 0000 0100 01000000"), LONG, hex("41"), V6, zeros(2)),
                        text),
                frame("TAP shorter than itself", 283, join(hex("0000 0300"), LONG), "malformed_link"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void decodes(int linkType, byte[] frame, String expected) throws IOException {
        assertThat(Decoding.describe(linkType, frame)).isEqualTo(expected);
    }

    /** A compressed header; ports, source and destination address in full. */
    static Stream<Arguments> headers() {
        String fromTo = "fe800000000000000202000240021002 fe800000000000001205008100010001";
        return Stream.of(
                arguments("addresses of the link", LONG, "7e33 f3 12 0000", "f0b1 f0b2 " + fromTo),
                arguments(
                        "short addresses of the link, short destination port",
                        SHORT,
                        "7e33 f1 9c40 35 0000",
                        "9c40 f035 fe80000000000000000000fffe000001 fe80000000000000000000fffe000002"),
                arguments(
                        "16 bits of each address, short source port",
                        SHORT,
                        "7e22 0003 0004 f2 9c 0035 0000",
                        "f09c 0035 fe80000000000000000000fffe000003 fe80000000000000000000fffe000004"),
                arguments(
                        "64 bits of each address",
                        LONG,
                        "7e11 0102030405060708 1112131415161718 f0 9c400035 0000",
                        "9c40 0035 fe800000000000000102030405060708 fe800000000000001112131415161718"),
                arguments(
                        "whole addresses",
                        LONG,
                        "7e00 20010db8000000000000000000000001 20010db8000000000000000000000002 f0 9c400035 0000",
                        "9c40 0035 20010db8000000000000000000000001 20010db8000000000000000000000002"),
                arguments(
                        "unspecified source, multicast of 8 bits",
                        LONG,
                        "7e4b fb f0 9c400035 0000",
                        "9c40 0035 00000000000000000000000000000000 ff0200000000000000000000000000fb"),
                arguments(
                        "multicast of 48 bits",
                        LONG,
                        "7e39 05 0102030405 f0 9c400035 0000",
                        "9c40 0035 fe800000000000000202000240021002 ff050000000000000000000102030405"),
                arguments(
                        "multicast of 32 bits",
                        LONG,
                        "7e3a 05 010203 f0 9c400035 0000",
                        "9c40 0035 fe800000000000000202000240021002 ff050000000000000000000000010203"),
                arguments(
                        "multicast of 128 bits",
                        LONG,
                        "7e38 ff0e0000000000000000000000000101 f0 9c400035 0000",
                        "9c40 0035 fe800000000000000202000240021002 ff0e0000000000000000000000000101"),
                arguments("class, label and hop limit", LONG, "6433 b80abcde 40 f3 12 0000", "f0b1 f0b2 " + fromTo),
                arguments("label", LONG, "6d33 8abcde f3 12 0000", "f0b1 f0b2 " + fromTo),
                arguments("class", LONG, "7533 b8 f3 12 0000", "f0b1 f0b2 " + fromTo),
                arguments("context identifiers without use", LONG, "7eb3 00 f3 12 0000", "f0b1 f0b2 " + fromTo));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("headers")
    void writesOutWhatWasLeftOut(String name, byte[] link, String header, String expected) throws IOException {
        List<String> seen = new ArrayList<>();
        PacketSink sink = new PacketSink() {
            @Override
            public void decoded(DecodedPacket packet) {
                seen.add(addresses(packet));
            }

            @Override
            public void ignored(Ignored reason) {
                seen.add(reason.text());
            }

            @Override
            public void further() {}

            @Override
            public void fragmentOverlap() {
                throw new AssertionError("no fragments here");
            }
        };
        byte[] frame = join(link, hex(header), zeros(12));
        try (CaptureReader reader =
                CaptureFile.open(Captures.pcap().linkType(230).packet(0, frame).toBytes(), "test")) {
            RawPacket raw = new RawPacket();
            assertThat(reader.next(raw)).isTrue();
            new PacketDecoder(DecodeSettings.of(Settings.DEFAULT), sink).decode(raw);
        }
        assertThat(seen).as(name).containsExactly(expected);
    }

    private static String addresses(DecodedPacket packet) {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits((short) packet.sourcePort)
                + ' '
                + hex.toHexDigits((short) packet.destinationPort)
                + ' '
                + hex.toHexDigits(packet.sourceHigh)
                + hex.toHexDigits(packet.sourceLow)
                + ' '
                + hex.toHexDigits(packet.destinationHigh)
                + hex.toHexDigits(packet.destinationLow);
    }
}
