package io.flowjay.feature.group.classification;

import static io.flowjay.feature.group.FrameScript.frames;

import io.flowjay.feature.group.FeatureValues;
import io.flowjay.flow.Flow;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** VPNs in group fingerprint: messages as the protocols' documents have them, points as in vpn.json. */
class FingerprintVpnTest {
    private static final String WIREGUARD = "ports=40000>51820";
    private static final String OPENVPN = "ports=40000>1194";
    private static final String IKE = "ports=40000>500";
    private static final String NAT_T = "ports=40000>4500";

    /** OpenVPN's opcode 7 or 8 with key 0, and a session id. */
    private static final String CLIENT_RESET = "38a1b2c3d4e5f60718";

    private static final String SERVER_RESET = "40b1b2c3d4e5f60718";

    /** IKE: SPIs, next payload 33, version 2.0, exchange 34, flags, message id, length 48. */
    private static final String IKE_V2 = "a1b2c3d4e5f60718000000000000000021202208000000000000003";

    static Stream<Arguments> wireGuard() {
        return Stream.of(
                vpn("initiation and response", "1.0", "wireguard", """
                        0 c udp=01000000 len=148 %1$s
                        1 s udp=02000000 len=92 %1$s
                        """.formatted(WIREGUARD)),
                vpn("the same on another port", "0.8", "wireguard", """
                        0 c udp=01000000 len=148
                        1 s udp=02000000 len=92
                        """),
                vpn("an initiation is enough", "0.4", "wireguard", "0 c udp=01000000 len=148"),
                none("its length is fixed", "0", "", "0 c udp=01000000 len=149"),
                none("the reserved bytes are 0", "0", "", "0 c udp=01000001 len=148"),
                none("a type that there is not", "0", "", "0 c udp=05000000 len=148"),
                vpn("a cookie reply", "0.4", "wireguard", "0 c udp=03000000 len=64"),
                none("data one way", "0.2", "wireguard", "0 c udp=04000000 len=128"),
                vpn("data both ways", "0.4", "wireguard", "0 c udp=04000000 len=32\n1 s udp=04000000 len=48"),
                vpn("data one way on the usual port", "0.4", "wireguard", "0 c udp=04000000 len=32 " + WIREGUARD),
                none("data is padded to 16 bytes", "0", "", "0 c udp=04000000 len=69\n1 s udp=04000000 len=69"),
                none("the port alone", "0.2", "wireguard", "0 c udp=00 " + WIREGUARD),
                none("the port of the initiator", "0.2", "wireguard", "0 c udp=00 ports=51820>443"),
                none("TCP has no WireGuard", "0", "", "0 c tcp=01000000 len=148 " + WIREGUARD),
                none("cut to less than it takes", "0", "", "0 c udp=01000000 len=148 cut=45"),
                vpn("a message of Tailscale ahead of it", "0.4", "wireguard", "0 c udp=5453f09f92ac len=62"));
    }

    static Stream<Arguments> openVpn() {
        return Stream.of(
                vpn("resets on any port", "0.8", "openvpn", """
                        0 c udp=%s0000000000 ports=40000>443
                        1 s udp=%s0100000000a1b2c3d4e5f6071800000000 ports=40000>443
                        """.formatted(CLIENT_RESET, SERVER_RESET)),
                vpn("a reset is enough", "0.4", "openvpn", "0 c udp=" + CLIENT_RESET + "0000000000"),
                none("a reset's packet id is 0", "0", "", "0 c udp=" + CLIENT_RESET + "0000000001"),
                vpn("resets under tls-auth with SHA-1", "0.4", "openvpn", """
                        0 c udp=%s len=42
                        1 s udp=%s len=54
                        """.formatted(CLIENT_RESET, SERVER_RESET)),
                none("one of them alone", "0.2", "openvpn", "0 c udp=" + CLIENT_RESET + " len=42"),
                vpn(
                        "one of them on the usual port",
                        "0.4",
                        "openvpn",
                        "0 c udp=" + CLIENT_RESET + " len=42 " + OPENVPN),
                none("a text that begins with opcodes", "0", "", """
                        0 c udp=50494e47 len=56
                        1 s udp=504f4e47 len=56
                        """),
                vpn("tls-crypt-v2", "0.6", "openvpn", """
                        0 c udp=50a1b2c3d4e5f60718 len=353 %1$s
                        1 s udp=%2$s len=72 %1$s
                        """.formatted(OPENVPN, SERVER_RESET)),
                vpn("data on the usual port", "0.4", "openvpn", """
                        0 c udp=48000001 len=100 %1$s
                        1 s udp=48000001 len=100 %1$s
                        """.formatted(OPENVPN)),
                none("data elsewhere", "0", "", "0 c udp=48000001 len=100\n1 s udp=48000001 len=100"),
                vpn(
                        "a reset over TCP, behind its length",
                        "0.4",
                        "openvpn",
                        "0 c tcp=000e" + CLIENT_RESET + "0000000000"),
                none("the length of another", "0", "", "0 c tcp=000f" + CLIENT_RESET + "0000000000"),
                vpn("resets over TCP under tls-auth", "0.6", "openvpn", """
                        0 c tcp=002a%s len=44
                        1 s tcp=0036%s len=56
                        """.formatted(CLIENT_RESET, SERVER_RESET)),
                none("the port alone", "0.2", "openvpn", "0 c udp=ff " + OPENVPN),
                none("the port alone, over TCP", "0.2", "openvpn", "0 c tcp=ff " + OPENVPN));
    }

    static Stream<Arguments> ipsec() {
        return Stream.of(
                vpn("IKEv2", "0.6", "ipsec-ike", "0 c udp=" + IKE_V2 + "0 len=48 " + IKE),
                vpn("IKEv1", "0.6", "ipsec-ike", "0 c udp=" + IKE_V2.replace("2120", "0110") + "0 len=48 " + IKE),
                none("the length of another", "0.2", "ipsec-ike", "0 c udp=" + IKE_V2 + "0 len=49 " + IKE),
                none("version 3", "0.2", "ipsec-ike", "0 c udp=" + IKE_V2.replace("2120", "2130") + "0 len=48 " + IKE),
                vpn("IKE behind the non-ESP marker", "1.0", "ipsec-ike", """
                        0 c udp=00000000%2$s0 len=52 %1$s
                        1 s udp=00000000%2$s0 len=52 %1$s
                        """.formatted(NAT_T, IKE_V2)),
                vpn("ESP in UDP", "0.4", "ipsec-esp", "0 c udp=1234567800000001 len=116 " + NAT_T),
                vpn("ESP in UDP both ways", "0.6", "ipsec-esp", """
                        0 c udp=1234567800000001 len=116 %1$s
                        1 s udp=8765432100000001 len=116 %1$s
                        """.formatted(NAT_T)),
                none("an SPI that is reserved", "0.2", "ipsec-ike", "0 c udp=000000ff00000001 len=116 " + NAT_T),
                none("no whole words", "0.2", "ipsec-ike", "0 c udp=1234567800000001 len=117 " + NAT_T),
                none(
                        "a question of DNS from port 4500",
                        "0.2",
                        "ipsec-ike",
                        "0 c udp=12340100000100000000000003777777 len=32 ports=4500>53"),
                none("a NAT keepalive", "0.2", "ipsec-ike", "0 c udp=ff " + NAT_T),
                vpn("ESP", "0.7", "ipsec-esp", "0 c proto=50 data=1234567800000001"),
                vpn(
                        "UDP behind AH",
                        "0.7",
                        "ipsec-ah",
                        "0 c proto=51 data=110400001234567800000001a1b2c3d4e5f60718a1b2c3d49c4001bb00080000"));
    }

    static Stream<Arguments> others() {
        return Stream.of(
                vpn("L2TP's control message", "0.6", "l2tp", "0 c udp=c8020014 len=20 ports=1701>1701"),
                none("the length of another", "0.2", "l2tp", "0 c udp=c8020014 len=21 ports=1701>1701"),
                none("ten packets as long as a link allows", "0.1", "", full(10, "ports=40000>443")),
                none("nine are too few to judge", "0", "", full(9, "ports=40000>443")),
                none("they and a port are not enough", "0.3", "wireguard", full(10, WIREGUARD)),
                none(
                        "half of them full",
                        "0",
                        "",
                        full(10, "ports=40000>443")
                                + full(10, "ports=40000>443").replace("len=1400", "len=9")),
                none(
                        "a 1500 byte link's longest and shortest",
                        "0.1",
                        "",
                        full(5, "ports=40000>443").replace("len=1400", "len=1372")
                                + full(5, "ports=40000>443").replace("len=1400", "len=1472")),
                none(
                        "a byte less, and more",
                        "0",
                        "",
                        full(5, "ports=40000>443").replace("len=1400", "len=1371")
                                + full(5, "ports=40000>443").replace("len=1400", "len=1473")),
                none("no payload at all", "0.2", "wireguard", "0 c " + WIREGUARD),
                none("neither", "0", "", "0 c udp=00\n1 s udp=00"));
    }

    /** Payloads that begin like a VPN's, where a decoder knows better, or the two sides contradict each other. */
    static Stream<Arguments> contradictions() {
        return Stream.of(
                none("DNS whose id begins with a client's reset", "0", "", dns("38a1", "ports=40000>53")),
                none("with a server's", "0", "", dns("40a1", "ports=40000>53")),
                none("with that of tls-crypt-v2", "0", "", dns("50a1", "ports=40000>53")),
                none("on the port of OpenVPN", "0", "", dns("38a1", OPENVPN)),
                none("mDNS from the port of WireGuard", "0", "", dns("0000", "ports=51820>5353")),
                none("both sides send a client's reset", "0.2", "openvpn", """
                        0 c udp=%1$s len=42 %2$s
                        1 s udp=%1$s len=42 %2$s
                        """.formatted(CLIENT_RESET, OPENVPN)),
                none("both sides send a server's reset", "0", "", """
                        0 c udp=%1$s len=54
                        1 s udp=%1$s len=54
                        """.formatted(SERVER_RESET)),
                frames(
                        "SSH on the port of OpenVPN",
                        """
                        0 c tcp=5353482d322e302d610d0a %1$s
                        1 s tcp=5353482d322e302d620d0a %1$s
                        """.formatted(OPENVPN),
                        "likely_vpn=false vpn_confidence=0 vpn_type= traffic_type=encrypted"),
                frames(
                        "HTTP/2 on the port of OpenVPN",
                        "0 c tcp=505249202a20485454502f322e300d0a0d0a534d0d0a0d0a000000040000000000 " + OPENVPN,
                        "likely_vpn=false vpn_confidence=0 vpn_type= traffic_type=unknown"));
    }

    /** A question for the address of a name with 17 letters and its answer without records, both 35 bytes and more. */
    private static String dns(String id, String ports) {
        String question = "0001000000000000" + "11" + "61".repeat(17) + "03636f6d0000010001";
        return """
                0 c udp=%1$s0100%2$s %3$s
                1 s udp=%1$s8180%2$s %3$s
                """.formatted(id, question, ports);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"wireGuard", "openVpn", "ipsec", "others", "contradictions"})
    void isKnownByItsMessages(Flow flow, String expected) {
        FeatureValues.check(flow, expected);
    }

    private static Arguments vpn(String name, String confidence, String type, String script) {
        return frames(
                name,
                script,
                "likely_vpn=true vpn_confidence=" + confidence + " vpn_type=" + type + " traffic_type=vpn:" + type);
    }

    private static Arguments none(String name, String confidence, String type, String script) {
        return frames(
                name,
                script,
                "likely_vpn=false vpn_confidence=" + confidence + " vpn_type=" + type + " traffic_type=unknown");
    }

    private static String full(int packets, String ports) {
        return IntStream.range(0, packets)
                .mapToObj(i -> "0 c udp=ff len=1400 " + ports + "\n")
                .collect(Collectors.joining());
    }
}
