package io.flowjay.protocol.quic;

import static io.flowjay.protocol.quic.Wire.hex;
import static io.flowjay.protocol.quic.Wire.join;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Other protocols over UDP, whose first bits may look like QUIC's. */
class NotQuicTest {
    private static final String DNS_QUESTION = "0100 0001 0000 0000 0000 07 6578616d706c65 03 636f6d 00 0001 0001";
    private static final String NTP_REST = "0000 0b58 000a 1d36 c0000201" + "e5f6a1b2c3d4e5f6".repeat(4);

    static Stream<Arguments> datagrams() {
        return Stream.of(
                datagram("DNS query, id 0x4a5b", "4a5b" + DNS_QUESTION),
                datagram("DNS query, id 0xc000", "c000" + DNS_QUESTION),
                datagram("DNS query, id 0xff00", "ff00" + DNS_QUESTION),
                datagram(
                        "DNS answer, id 0xe3ff",
                        "e3ff 8180 0001 0001 0000 0000 07 6578616d706c65 03 636f6d 00 0001 0001"
                                + "c00c 0001 0001 0000 0e10 0004 c0000201"),
                datagram("mDNS", "0000 8400 0000 0001 0000 0000 05 5f68747470 04 5f746370 05 6c6f63616c 00 000c 0001"),
                datagram("NTP client, unsynchronised", "e3 00 03 fa 0001 0000" + NTP_REST),
                datagram("NTP client, all zero", "e3" + "00".repeat(47)),
                datagram("NTP server", "24 01 03 e7 0000 0000" + NTP_REST),
                datagram("NTP control", "d6 02 0001 0000 0000 0000 0000" + "00".repeat(16)),
                datagram("STUN binding request", "0001 0008 2112a442 0102030405060708090a0b0c 0006 0004 61626364"),
                datagram(
                        "STUN binding response",
                        "0101 000c 2112a442 0102030405060708090a0b0c 0020 0008 0001 a147 e112a643"),
                datagram("TURN channel data", "4000 0010 80 e0 1234 00000001 deadbeef 00112233"),
                datagram("RTP, PCMU", "80 00 1234 00000001 deadbeef" + "ff".repeat(160)),
                datagram("RTP, PCMU, first packet of silence", "80 00 0000 00000000 00000000" + "00".repeat(160)),
                datagram("RTP, H.264 with extension", "90 e0 0001 00000001 00000001 bede 0001 00000000 67 00000001"),
                datagram("RTCP sender report", "80 c8 0006 00000001" + "00".repeat(20)),
                text(
                        "SSDP search",
                        "M-SEARCH * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nMAN: \"ssdp:discover\"\r\n\r\n"),
                text("SSDP notify", "NOTIFY * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nNTS: ssdp:alive\r\n\r\n"),
                text("SIP", "INVITE sip:bob@example.com SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.1\r\n\r\n"),
                text("syslog", "<34>Oct 11 22:14:15 host su: failed"),
                datagram(
                        "DTLS 1.2 ClientHello",
                        "16 fefd 0000 0000 0000 0000 0036 01 00002a 0000 000000 00002a fefd" + "00".repeat(40)),
                datagram("DTLS 1.2 application data", "17 fefd 0001 0000 0000 0001 0020" + "a5".repeat(32)),
                datagram("DTLS 1.3 unified header", "2f 1234 0020" + "a5".repeat(32)),
                datagram("SRTP in DTLS's flow", "80 6f 2b1c 5a3c1200 11223344" + "5a".repeat(80)),
                datagram("WireGuard initiation", "01000000" + "c7".repeat(144)),
                datagram("WireGuard data", "04000000" + "c7".repeat(60)),
                datagram("OpenVPN hard reset", "38" + "01".repeat(8) + "00 00000000"),
                datagram(
                        "IKEv2",
                        "c0000000 00000001" + "00".repeat(8) + "21202208 00000000 0000011c" + "00".repeat(256)),
                datagram("IKEv2 behind a NAT", "00000000 c000000001000000 0000000000000000 21202208" + "00".repeat(40)),
                datagram("ESP in UDP", "c0000000 00000002 1c" + "00".repeat(80)),
                datagram("SNMP", "30 29 02 01 00 04 06 7075626c6963 a0 1c 02 04 00000001 02 01 00 02 01 00 30 0e"),
                datagram("NetBIOS name query", "c4d1 0110 0001 0000 0000 0000 20" + "43".repeat(32) + "00 0020 0001"),
                datagram("TFTP read request", "0001 612e747874 00 6f63746574 00"),
                datagram("DHCP", "01 01 06 00 12345678" + "00".repeat(228) + "63825363 350101 ff"),
                datagram("RADIUS", "01 c0 0026" + "11".repeat(16) + "01 06 626f6231 02 0a" + "22".repeat(8)),
                datagram("CoAP", "44 01 c4 09 74 65 73 74 b7 66 6f 6f"),
                datagram("GTP-U", "30 ff 0020 00000001" + "45".repeat(32)),
                datagram("VXLAN", "08000000 00000100" + "02".repeat(40)),
                datagram("BitTorrent DHT", "64313a6164323a6964" + "32".repeat(30)),
                datagram("uTP SYN", "41 00 c0c0 00000001 00000000 00100000 0001 0000"),
                datagram("Google QUIC Q043", "0d" + "c0".repeat(8) + "51303433 01" + "00".repeat(60)),
                datagram("Google QUIC Q046", "c3 51303436 50" + "c0".repeat(8) + "00000001" + "5a".repeat(60)),
                datagram("zeros", "00".repeat(1400)),
                datagram("ones", "ff".repeat(1400)),
                arguments(named("random bytes behind a long header form", join(hex("c3"), Wire.random(1399, 11)))));
    }

    private static Arguments datagram(String name, String digits) {
        return arguments(named(name, hex(digits)));
    }

    private static Arguments text(String name, String text) {
        return arguments(named(name, text.getBytes(StandardCharsets.US_ASCII)));
    }

    @ParameterizedTest
    @MethodSource("datagrams")
    void isNotDetected(byte[] datagram) {
        Conversation flow = new Conversation();
        for (int i = 0; i < 3; i++) {
            flow.client(datagram);
            flow.server(datagram);
        }
        LongHeaderTest.assertNothing(flow.facts());
    }

    @Test
    void dnsQueriesOfAllIds() {
        Conversation flow = new Conversation();
        for (int id = 0; id < 1 << 16; id++) {
            byte[] message = hex("0000" + DNS_QUESTION);
            message[0] = (byte) (id >> 8);
            message[1] = (byte) id;
            flow.client(message);
            message[2] |= (byte) 0x80;
            flow.server(message);
        }
        LongHeaderTest.assertNothing(flow.facts());
    }

    @Test
    void encryptedTunnelWhoseBytesAreRandom() {
        long seed = System.nanoTime();
        System.out.println("NotQuicTest seed " + seed);
        Random random = new Random(seed);
        Conversation flow = new Conversation();
        for (int i = 0; i < 20_000; i++) {
            byte[] datagram = new byte[40 + random.nextInt(1400)];
            random.nextBytes(datagram);
            if (i % 2 == 0) {
                flow.client(datagram);
            } else {
                flow.server(datagram);
            }
        }
        LongHeaderTest.assertNothing(flow.facts());
    }
}
