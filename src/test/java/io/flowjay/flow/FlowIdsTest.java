package io.flowjay.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.flow.columns.PacketColumns;
import io.flowjay.packet.DecodedPacket;
import io.flowjay.packet.HeaderStack;
import io.flowjay.settings.Settings;
import io.flowjay.spill.SpillSpace;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlowIdsTest {

    /** Published vectors of the Community ID reference implementation; for ICMP the ports are type and code. */
    @ParameterizedTest(name = "{0} {1}:{3} > {2}:{4}")
    @CsvSource({
        "6, 128.232.110.120, 66.35.250.204, 34855, 80, 1:LQU9qZlK+B5F3KDmev6m5PMibrg=, 1:3V71V58M3Ksw/yuFALMcW0LAHvc=",
        "6, 66.35.250.204, 128.232.110.120, 80, 34855, 1:LQU9qZlK+B5F3KDmev6m5PMibrg=, 1:3V71V58M3Ksw/yuFALMcW0LAHvc=",
        "6, 10.0.0.1, 10.0.0.2, 10, 11569, 1:SXBGMX1lBOwhhoDrZynfROxnhnM=, 1:HmBRGR+fUyXF4t8WEtal7Y0gEAo=",
        "6, 192.168.1.42, 192.168.1.42, 42, 41, 1:eRcf7I/xocOxnYo5pbJBV5NhVm0=, ''",
        "6, 2607:f8b0:400c:c03::1a, 2001:470:e5bf:dead:4957:2174:e82c:4887, 25, 63943, 1:/qFaeAR+gFe1KYjMzVDsMv+wgU4=, ''",
        "17, 192.168.1.52, 8.8.8.8, 54585, 53, 1:d/FP5EW3wiY1vCndhwleRRKHowQ=, 1:Q9We8WO3piVF8yEQBNJF4uiSVrI=",
        "132, 192.168.170.8, 192.168.170.56, 7, 80, 1:jQgCxbku+pNGw8WPbEc/TS/uTpQ=, ''",
        "46, 1.2.3.4, 5.6.7.8, 0, 0, 1:ikv3kmf89luf73WPz1jOs49S768=, ''",
        "1, 192.168.0.89, 192.168.0.1, 8, 0, 1:X0snYXpgwiv9TZtqg64sgzUn6Dk=, 1:03g6IloqVBdcZlPyX8r0hgoE7kA=",
        "1, 192.168.0.1, 192.168.0.89, 0, 8, 1:X0snYXpgwiv9TZtqg64sgzUn6Dk=, 1:03g6IloqVBdcZlPyX8r0hgoE7kA=",
        "1, 192.168.0.89, 192.168.0.1, 20, 0, 1:3o2RFccXzUgjl7zDpqmY7yJi8rI=, 1:lCXHHxavE1Vq3oX9NH5ladQg02o=",
        "1, 192.168.0.89, 192.168.0.1, 20, 1, 1:tz/fHIDUHs19NkixVVoOZywde+I=, 1:Ie3wmFyxiEyikbsbcO03d2nh+PM=",
        "58, fe80::200:86ff:fe05:80da, fe80::260:97ff:fe07:69ea, 135, 0, 1:dGHyGvjMfljg6Bppwm3bg0LO8TY=, 1:kHa1FhMYIT6Ym2Vm2AOtoOARDzY=",
        "58, fe80::260:97ff:fe07:69ea, fe80::200:86ff:fe05:80da, 136, 0, 1:dGHyGvjMfljg6Bppwm3bg0LO8TY=, 1:kHa1FhMYIT6Ym2Vm2AOtoOARDzY=",
        "58, 3ffe:507:0:1:260:97ff:fe07:69ea, 3ffe:507:0:1:200:86ff:fe05:80da, 3, 0, 1:NdobDX8PQNJbAyfkWxhtL2Pqp5w=, ''",
        "58, 3ffe:507:0:1:200:86ff:fe05:80da, 3ffe:507:0:1:260:97ff:fe07:69ea, 3, 0, 1:/OGBt9BN1ofenrmSPWYicpij2Vc=, 1:Ij4ZxnC87/MXzhOjvH2vHu7LRmE="
    })
    void communityId(int protocol, String from, String to, int first, int second, String seed0, String seed1)
            throws UnknownHostException {
        Flow flow = flow(protocol, from, first, to, second);
        assertThat(new FlowIds("", IdSettings.of(Settings.DEFAULT)).communityId(flow))
                .isEqualTo(seed0);
        if (!seed1.isEmpty()) {
            assertThat(new FlowIds("", new IdSettings("", 1, null)).communityId(flow))
                    .isEqualTo(seed1);
        }
    }

    /**
     * With a salt, {@code printf %s s10.0.0.10:443:10.0.0.9:40000:6 | sha256sum}. Without one, XXH3 of the reference implementation
     * (python-xxhash, xxh3_128) over protocol, IP version and the ends in numeric order.
     */
    @ParameterizedTest(name = "salt \"{0}\"")
    @CsvSource({"'', 0b61e566b7d4913d47d602c22c401a0e", "s, 66a8c0d66e246c05beb596cdd70679fe"})
    void flowIdIsTheSameForBothDirections(String salt, String expected) throws UnknownHostException {
        FlowIds ids = new FlowIds("", new IdSettings(salt, 0, null));
        assertThat(ids.flowId(flow(6, "10.0.0.9", 40000, "10.0.0.10", 443))).isEqualTo(expected);
        assertThat(ids.flowId(flow(6, "10.0.0.10", 443, "10.0.0.9", 40000))).isEqualTo(expected);
    }

    @Test
    void flowIdOfIpv6() throws UnknownHostException {
        FlowIds ids = new FlowIds("", IdSettings.of(Settings.DEFAULT));
        assertThat(ids.flowId(flow(17, "2001:db8::2", 5353, "2001:db8::1", 53)))
                .isEqualTo("d87179e98b87b8973f24638ee88ce628");
    }

    /** {@code printf %s capture | sha256sum}, and with the key {@code openssl dgst -sha256 -hmac secret}. */
    @ParameterizedTest(name = "key {0}")
    @CsvSource(
            nullValues = "-",
            value = {"-, 460ee6aa3a80359181b7", "secret, b1c74556e94dcd506368"})
    void recordIdIsCaptureAndNumberOfTheFirstPacket(String key, String capture) throws UnknownHostException {
        DecodedPacket packet = packet(6, "10.0.0.9", 40000, "10.0.0.10", 443);
        packet.number = 0xabcdef;
        Flow flow = flow(packet);
        FlowIds ids = new FlowIds("capture", new IdSettings("", 0, key));
        assertThat(ids.recordId(flow)).isEqualTo(capture + "000000abcdef");
        assertThat(ids.connectionId(flow)).isEqualTo(ids.recordId(flow));
        flow.continueConnection(0x1234, 1, null);
        assertThat(ids.connectionId(flow)).isEqualTo(capture + "000000001234");
        assertThat(ids.recordId(flow)).isEqualTo(capture + "000000abcdef");
    }

    /** Expectations from {@code printf %s TEXT | openssl dgst -sha256 -hmac KEY}. */
    @Test
    void anonymisationReplacesEveryNameByAnHmac() throws UnknownHostException {
        Flow flow = flow(6, "10.0.0.9", 40000, "10.0.0.10", 443);
        FlowIds ids = new FlowIds("capture", new IdSettings("", 0, "secret"));
        assertThat(ids.initiatorAddress(flow)).isEqualTo("712527486449ca30");
        assertThat(ids.responderAddress(flow)).isEqualTo("a655e577e0f2af62");
        assertThat(ids.flowId(flow)).isEqualTo("10cb44de85c358e104704b7b51c32842");
        assertThat(ids.communityId(flow)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.9, 712527486449ca30",
        "10.0.0.9:443, 712527486449ca30:443",
        "10.0.0.9.example.com, 712527486449ca30.example.com",
        "2001:db8::1, 4d808f77f5e51039",
        "::ffff:10.0.0.9, 46dc8c2852e65259",
        "[::1]:443, [ce10a0efc6ad581f]:443",
        "9.0.0.10.in-addr.arpa, 8cdd386777b67295.in-addr.arpa",
        "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa, a37d7d1b1c5d0a36.ip6.arpa",
        "8.b.d.0.1.0.0.2.ip6.arpa, daec359b19dc46cc.ip6.arpa",
        "www.example.com, www.example.com",
        "a.1.2.3, a.1.2.3",
        "10:20, 10:20",
        "'', ''"
    })
    void anonymisationReplacesAddressesInNames(String name, String expected) {
        assertThat(new FlowIds("capture", new IdSettings("", 0, "secret")).name(name))
                .isEqualTo(expected);
        assertThat(new FlowIds("capture", IdSettings.of(Settings.DEFAULT)).name(name))
                .isEqualTo(name);
    }

    /** Examples of RFC 5952 sections 4 and 5 and more; the texts are those of glibc's inet_ntop. */
    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "20010db8000000000000000000000001, 2001:db8::1",
        "20010db8000000000000000000020001, 2001:db8::2:1",
        "20010db8000000010001000100010001, 2001:db8:0:1:1:1:1:1",
        "20010000000000010000000000000001, 2001:0:0:1::1",
        "20010db8000000000001000000000001, 2001:db8::1:0:0:1",
        "00000000000000000000000000000000, ::",
        "00000000000000000000000000000001, ::1",
        "00010000000000000000000000000000, 1::",
        "00000000000000000000ffffc0000201, ::ffff:192.0.2.1",
        "000000000000000000000000c0000201, ::192.0.2.1",
        "00000000000000000000ffff00000000, ::ffff:0.0.0.0",
        "0064ff9b0000000000000000c0000201, 64:ff9b::c000:201",
        "fe800000000000000000000000000000, fe80::",
        "ffffffffffffffffffffffffffffffff, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "00000001000000000000000000000000, 0:1::",
        "00010000000000020000000000000003, 1:0:0:2::3",
        "00000000000000000000000000010000, ::0.1.0.0",
        "00000002000300040005000600070008, 0:2:3:4:5:6:7:8",
        "00000000000100000000000000000000, 0:0:1::",
        "00010002000300040005000600070000, 1:2:3:4:5:6:7:0",
        "00000000000000000000000001020304, ::1.2.3.4",
        "00000000000000000000ffff01020304, ::ffff:1.2.3.4",
        "00000000000000000000fffe00010002, ::fffe:1:2",
        "20010db8000000010001000100010001, 2001:db8:0:1:1:1:1:1"
    })
    void ipv6Text(String bytes, String text) {
        long high = Long.parseUnsignedLong(bytes.substring(0, 16), 16);
        long low = Long.parseUnsignedLong(bytes.substring(16), 16);
        assertThat(IpText.of(6, high, low)).isEqualTo(text);
    }

    @Test
    void ipv4Text() {
        assertThat(IpText.of(4, 0, 0xc0000201L)).isEqualTo("192.0.2.1");
        assertThat(IpText.of(4, 0, 0xffffffffL)).isEqualTo("255.255.255.255");
    }

    private static Flow flow(int protocol, String from, int fromPort, String to, int toPort)
            throws UnknownHostException {
        return flow(packet(protocol, from, fromPort, to, toPort));
    }

    private static Flow flow(DecodedPacket packet) {
        boolean sourceIsA = FlowKey.sourceIsA(packet);
        Flow flow = new Flow(
                FlowKey.of(packet, sourceIsA, 0, 0),
                0,
                sourceIsA,
                InitiatorEvidence.FIRST_PACKET,
                new HeaderStack("IP", 1),
                packet,
                new PacketColumns(4, new SpillSpace(Long.MAX_VALUE)));
        flow.add(packet, false);
        return flow;
    }

    private static DecodedPacket packet(int protocol, String from, int fromPort, String to, int toPort)
            throws UnknownHostException {
        DecodedPacket packet = new DecodedPacket();
        boolean icmp = protocol == 1 || protocol == 58;
        packet.protocol = protocol;
        packet.ipVersion = from.indexOf(':') < 0 ? 4 : 6;
        packet.icmpTypeAndCode = icmp ? (fromPort << 8) | toPort : -1;
        packet.sourcePort = icmp ? 0 : fromPort;
        packet.destinationPort = icmp ? 0 : toPort;
        byte[] source = InetAddress.getByName(from).getAddress();
        byte[] destination = InetAddress.getByName(to).getAddress();
        if (packet.ipVersion == 4) {
            packet.sourceLow = Integer.toUnsignedLong(ByteBuffer.wrap(source).getInt());
            packet.destinationLow =
                    Integer.toUnsignedLong(ByteBuffer.wrap(destination).getInt());
        } else {
            packet.sourceHigh = ByteBuffer.wrap(source).getLong();
            packet.sourceLow = ByteBuffer.wrap(source).getLong(8);
            packet.destinationHigh = ByteBuffer.wrap(destination).getLong();
            packet.destinationLow = ByteBuffer.wrap(destination).getLong(8);
        }
        return packet;
    }
}
