package io.flowjay.packet.decode;

import static io.flowjay.packet.Frames.ethernet;
import static io.flowjay.packet.Frames.hex;
import static io.flowjay.packet.Frames.ipv4;
import static io.flowjay.packet.Frames.join;
import static io.flowjay.packet.Frames.tcp;
import static io.flowjay.packet.Frames.u16;
import static io.flowjay.packet.Frames.zeros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.flowjay.packet.DecodeSettings;
import io.flowjay.packet.Decoding;
import io.flowjay.settings.Setting;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import io.flowjay.testing.Captures;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** UDP ports and private link types that only the user of a capture knows. */
class UserNumbersTest {
    private static final byte[] V4 = ipv4(6, tcp(0x18, 5, zeros(100)));
    private static final byte[] ETHERNET = ethernet(0x0800, V4);
    private static final byte[] VXLAN = join(hex("08000000 00000100"), ETHERNET);
    private static final String V4_TEXT = "IP-TCP 140/100 18";
    private static final int RAW = 101;

    static final List<Arguments> CASES = List.of(
            port("VXLAN on a port of the user", "14789=vxlan", 14789, VXLAN, "VXLAN-ETH-" + V4_TEXT + " in vxlan 1"),
            port("its usual port stays", "14789=vxlan", 4789, VXLAN, "VXLAN-ETH-" + V4_TEXT + " in vxlan 1"),
            port("a port without a setting", "14789=vxlan", 14790, VXLAN, null),
            port(
                    "two protocols",
                    "6082=geneve, 14789=vxlan",
                    6082,
                    join(hex("00006558 00000100"), ETHERNET),
                    "GENEVE-ETH-" + V4_TEXT + " in geneve 1"),
            port(
                    "reserved bits on a port that the user named",
                    "10800=vxlan",
                    10800,
                    join(hex("88000001 00000100"), ETHERNET),
                    "VXLAN-ETH-" + V4_TEXT + " in vxlan 1"),
            port(
                    "another protocol on a usual port",
                    "4789=gre",
                    4789,
                    join(hex("0000 0800"), V4),
                    "GRE-" + V4_TEXT + " in gre 1"),
            port("no protocol on a usual port", "4789=none", 4789, VXLAN, null),
            linkType("raw IP", "user0=raw", 147, V4, V4_TEXT),
            linkType("by its number", "162=ethernet", 162, ETHERNET, "ETH-" + V4_TEXT),
            linkType(
                    "802.11",
                    "user1=ieee802.11",
                    148,
                    join(hex("0801"), zeros(22), hex("aaaa03 000000 0800"), V4),
                    "WLAN-LLC-SNAP-" + V4_TEXT),
            linkType("in place of PKTAP", "user2=raw", 149, V4, V4_TEXT),
            linkType("another one", "user0=raw", 148, V4, "unsupported_link_type"));

    private static Arguments port(String name, String setting, int port, byte[] payload, String expected) {
        byte[] packet = ipv4(17, join(hex("9c40"), u16(port), u16(8 + payload.length), hex("0000"), payload));
        String plain = String.format("IP-UDP %d/%d -", 28 + payload.length, payload.length);
        return argumentSet(
                name,
                SettingCatalog.TUNNEL_PORTS,
                setting,
                RAW,
                packet,
                expected == null ? plain : "IP-UDP-" + expected);
    }

    private static Arguments linkType(String name, String setting, int linkType, byte[] frame, String expected) {
        return argumentSet(name, SettingCatalog.LINK_TYPES, setting, linkType, frame, expected);
    }

    @ParameterizedTest
    @FieldSource("CASES")
    void areDecodedAsTheSettingSays(
            Setting<Map<Integer, String>> setting, String value, int linkType, byte[] frame, String expected)
            throws IOException {
        byte[] capture = Captures.pcap().linkType(linkType).packet(0, frame).toBytes();
        Settings settings =
                Settings.builder().set(setting, setting.type().parse(value)).build();
        assertThat(new Decoding().read(capture, DecodeSettings.of(settings))).containsExactly(expected);
    }

    /** The settings list the names, the decoders are elsewhere. */
    @Test
    void everyNameHasADecoder() throws IOException {
        for (Setting<Map<Integer, String>> setting : List.of(SettingCatalog.TUNNEL_PORTS, SettingCatalog.LINK_TYPES)) {
            String valid = setting.type().valid();
            String[] names =
                    valid.substring(valid.indexOf("names ") + "names ".length()).split(", ");
            assertThat(names).hasSizeGreaterThan(10);
            for (String name : names) {
                Settings settings = Settings.builder()
                        .set(setting, setting.type().parse("150=" + name))
                        .build();
                byte[] capture = Captures.pcap().linkType(150).packet(0, V4).toBytes();
                assertThat(new Decoding().read(capture, DecodeSettings.of(settings)))
                        .hasSize(1);
            }
        }
    }
}
