package io.flowjay.feature.group.application;

import static io.flowjay.protocol.dns.DnsBytes.IN;
import static io.flowjay.protocol.dns.DnsBytes.QUERY;
import static io.flowjay.protocol.dns.DnsBytes.header;
import static io.flowjay.protocol.dns.DnsBytes.hex;
import static io.flowjay.protocol.dns.DnsBytes.join;
import static io.flowjay.protocol.dns.DnsBytes.name;
import static io.flowjay.protocol.dns.DnsBytes.opt;
import static io.flowjay.protocol.dns.DnsBytes.query;
import static io.flowjay.protocol.dns.DnsBytes.question;
import static io.flowjay.protocol.dns.DnsBytes.record;
import static io.flowjay.protocol.dns.DnsBytes.recordBody;
import static io.flowjay.protocol.dns.DnsBytes.response;
import static io.flowjay.protocol.dns.DnsBytes.shorts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.flowjay.feature.Feature;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import io.flowjay.testing.Dialogue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Group dns, from packets to values that were worked out by hand. */
class DnsFeaturesTest {
    private static final byte[] ASKED = hex("4a5b01000001000000000000 03777777 076578616d706c65 03636f6d 00 0001 0001");
    /** An alias, its address, and OPT. */
    private static final byte[] ANSWERED = hex("4a5b81800001000200000001 03777777076578616d706c6503636f6d00 00010001"
            + "c00c 0005 0001 00000078 0006 0363646ec010 c02d 0001 0001 0000003c 0004 5db8d822"
            + "00 0029 0200 00000000 0000");

    private static final String USUAL = """
            dns_detected=true dns_is_query=true dns_is_response=true dns_query_name=www.example.com dns_query_type=1
            dns_query_type_str=A dns_response_code=0 dns_response_code_str=NOERROR dns_answer_count=2
            dns_authority_count=0 dns_additional_count=1 dns_recursion_desired=true dns_recursion_available=true
            dns_truncated=false dns_min_ttl=60 dns_max_ttl=120 dns_id=19035 dns_opcode=0 dns_authoritative=false
            dns_authenticated=false dns_trailing_bytes=0
            """;

    private static final String NONE = """
            dns_detected=false dns_is_query=false dns_is_response=false dns_query_name= dns_query_type=0
            dns_query_type_str= dns_response_code=-1 dns_response_code_str= dns_answer_count=0
            dns_authority_count=0 dns_additional_count=0 dns_recursion_desired=false dns_recursion_available=false
            dns_truncated=false dns_min_ttl=0 dns_max_ttl=0 dns_id=0 dns_opcode=0 dns_authoritative=false
            dns_authenticated=false dns_trailing_bytes=0
            """;

    private static byte[] framed(byte[] message) {
        return join(shorts(message.length), message);
    }

    private static Dialogue exchange(int port, byte[] query, byte[] response) {
        return Dialogue.udp(port).client(query).server(response);
    }

    private static byte[] error(int flags, int extended) {
        return join(header(7, flags, 1, 0, 0, 1), question("a.example", 1), opt(extended));
    }

    static Stream<Arguments> exchanges() {
        byte[] first = query(7, "a.example", 28);
        byte[] second = query(8, "b.example", 1);
        byte[] third = query(9, "c.example", 1);
        byte[] notFound = join(header(7, 0x8183, 1, 0, 1, 0), question("a.example", 28), record(6, 900, new byte[20]));
        return Stream.of(
                argumentSet("over UDP", exchange(53, ASKED, ANSWERED), USUAL),
                argumentSet(
                        "bytes after the query, and after the response",
                        exchange(53, join(ASKED, new byte[40]), join(ANSWERED, hex("0102030405"))),
                        USUAL.replace("dns_trailing_bytes=0", "dns_trailing_bytes=45")),
                argumentSet(
                        "bytes after the query alone",
                        Dialogue.udp(53).client(join(ASKED, hex("deadbeef"))),
                        "dns_detected=true dns_is_query=true dns_query_name=www.example.com dns_trailing_bytes=4"),
                argumentSet(
                        "DNSCrypt's question for a certificate, padded from 45 bytes to 64 (ISO/IEC 7816-4)",
                        Dialogue.udp(5443)
                                .client(join(
                                        header(7, 0x0100, 1, 0, 0, 0),
                                        question("2.dnscrypt-cert.example.com", 16),
                                        hex("80" + "00".repeat(18)))),
                        "dns_detected=true dns_is_query=true dns_query_name=2.dnscrypt-cert.example.com"
                                + " dns_query_type=16 dns_trailing_bytes=19"),
                argumentSet(
                        "DNSCrypt's encrypted query: magic, key, nonce, 256 padded bytes and their tag",
                        Dialogue.udp(5443).client(hex("e3c3eac4701b47d5" + "5a".repeat(32 + 12 + 256 + 16))),
                        "dns_detected=false"),
                argumentSet(
                        "over TCP, inside the message's length",
                        Dialogue.tcp(53)
                                .client(framed(join(ASKED, new byte[3])))
                                .server(framed(ANSWERED)),
                        USUAL.replace("dns_trailing_bytes=0", "dns_trailing_bytes=3")),
                argumentSet("on another port", exchange(8053, ASKED, ANSWERED), USUAL),
                argumentSet(
                        "in fragments of IP",
                        Dialogue.udp(53).fragments(16).client(ASKED).server(ANSWERED),
                        USUAL),
                argumentSet("over TCP", Dialogue.tcp(53).client(framed(ASKED)).server(framed(ANSWERED)), USUAL),
                argumentSet(
                        "over TCP in segments of one byte",
                        Dialogue.tcp(53).clientInPieces(1, framed(ASKED)).serverInPieces(1, framed(ANSWERED)),
                        USUAL),
                argumentSet(
                        "over TCP, length and message apart",
                        Dialogue.tcp(53)
                                .client(shorts(ASKED.length))
                                .client(ASKED)
                                .server(shorts(ANSWERED.length))
                                .server(ANSWERED),
                        USUAL),
                argumentSet(
                        "over TCP, the end ahead of the start",
                        Dialogue.tcp(53)
                                .clientLoses(2)
                                .client(ASKED)
                                .clientAgain(2 + ASKED.length, shorts(ASKED.length))
                                .server(framed(ANSWERED)),
                        USUAL),
                argumentSet(
                        "pipelined over TCP, answered in another order (RFC 7766 section 6.2.1.1)",
                        Dialogue.tcp(53)
                                .client(join(framed(first), framed(second), framed(third)))
                                .server(join(framed(response(9, "c.example", 1)), framed(response(8, "b.example", 1))))
                                .server(framed(notFound)),
                        "dns_query_name=a.example dns_query_type=28 dns_query_type_str=AAAA dns_response_code=3"
                                + " dns_response_code_str=NXDOMAIN dns_answer_count=0 dns_authority_count=1 dns_id=7"),
                argumentSet(
                        "pipelined over UDP",
                        Dialogue.udp(53)
                                .client(first)
                                .client(second)
                                .server(response(8, "b.example", 1))
                                .server(notFound),
                        "dns_query_name=a.example dns_response_code=3 dns_max_ttl=0"),
                argumentSet(
                        "EDNS: BADVERS (RFC 6891 section 9)",
                        exchange(53, query(7, "a.example", 1), error(0x8180, 1)),
                        "dns_response_code=16 dns_response_code_str=BADVERS dns_additional_count=1"),
                argumentSet(
                        "truncated, authoritative and authenticated",
                        exchange(53, query(7, "a.example", 1), error(0x87a0, 0)),
                        "dns_truncated=true dns_authoritative=true dns_authenticated=true dns_recursion_desired=true"),
                argumentSet(
                        "the sender's choice of letters is undone",
                        exchange(53, query(7, "wWw.eXaMpLe", 1), response(7, "wWw.eXaMpLe", 1)),
                        "dns_query_name=www.example dns_response_code=0 dns_min_ttl=60"));
    }

    static Stream<Arguments> halves() {
        byte[] local = name("_ipp._tcp.local");
        byte[] announced = join(name("host.local"), recordBody(1, 0x8001, 120, new byte[4]));
        return Stream.of(
                argumentSet(
                        "no answer",
                        Dialogue.udp(53).client(ASKED).client(ASKED),
                        "dns_detected=true dns_is_query=true dns_is_response=false dns_response_code=-1"
                                + " dns_response_code_str= dns_query_name=www.example.com dns_recursion_desired=true"),
                argumentSet(
                        "the answer alone",
                        Dialogue.udp(53).server(ANSWERED),
                        "dns_is_query=false dns_is_response=true dns_query_name=www.example.com dns_answer_count=2"
                                + " dns_id=19035"),
                argumentSet(
                        "the answer cut by the capture behind its question",
                        Dialogue.udp(53).client(ASKED).snapshotLength(80).server(ANSWERED),
                        "dns_is_response=true dns_response_code=0 dns_answer_count=2 dns_max_ttl=0"),
                argumentSet(
                        "multicast DNS: a question",
                        Dialogue.udp(5353).client(join(header(0, 0, 1, 0, 0, 0), local, shorts(12, 0x8001))),
                        "dns_is_query=true dns_query_name=_ipp._tcp.local dns_query_type_str=PTR dns_id=0"),
                argumentSet(
                        "multicast DNS: an announcement",
                        Dialogue.udp(5353).client(join(header(0, 0x8400, 0, 1, 0, 0), announced)),
                        "dns_is_query=false dns_is_response=true dns_query_name= dns_max_ttl=120"
                                + " dns_authoritative=true"),
                argumentSet(
                        "LLMNR (RFC 4795)",
                        Dialogue.udp(5355).client(join(header(5, 0, 1, 0, 0, 0), question("wpad", 1))),
                        "dns_detected=true dns_query_name=wpad"),
                argumentSet(
                        "dynamic update (RFC 2136)",
                        Dialogue.udp(53).client(join(header(9, 0x2800, 1, 0, 0, 0), question("example.org", 6))),
                        "dns_opcode=5 dns_query_name=example.org dns_query_type_str=SOA"));
    }

    static Stream<Arguments> otherProtocols() {
        byte[] netbios =
                join(header(7, 0x0110, 1, 0, 0, 0), name("EJFDEBFEEBFACACACACACACACACACAAA"), shorts(0x20, IN));
        byte[] loop = join(header(7, QUERY, 1, 0, 0, 0), hex("c00c 0001 0001"));
        byte[] longLoop = join(header(7, QUERY, 1, 0, 0, 0), hex("0161 c00c 0001 0001"));
        byte[] ahead = join(header(7, QUERY, 1, 0, 0, 0), hex("c012 0001 0001 00"));
        return Stream.of(
                argumentSet("NetBIOS name service (RFC 1002)", Dialogue.udp(137).client(netbios), NONE),
                argumentSet("a name that points to itself", Dialogue.udp(53).client(loop), NONE),
                argumentSet(
                        "a name whose end points to its start", Dialogue.udp(53).client(longLoop), NONE),
                argumentSet("a name that points ahead", Dialogue.udp(53).client(ahead), NONE),
                argumentSet(
                        "NTP on port 53",
                        Dialogue.udp(53).client(join(hex("230006ec"), new byte[36], hex("e0f5a1b2c3d4e5f6"))),
                        NONE),
                argumentSet("zeros", Dialogue.udp(53).client(new byte[64]), NONE),
                argumentSet(
                        "DNS over UDP without the length of TCP",
                        Dialogue.tcp(53).client(ASKED),
                        NONE),
                argumentSet(
                        "TLS on port 53",
                        Dialogue.tcp(53).client(join(hex("1603010200 010001fc0303"), new byte[500])),
                        NONE),
                argumentSet("no payload", Dialogue.tcp(53), NONE));
    }

    @ParameterizedTest
    @MethodSource({"exchanges", "halves", "otherProtocols"})
    void computes(Dialogue dialogue, String expected) {
        Dialogue.assertFields(dialogue.record(), expected);
    }

    /** HMAC-SHA-256 of the addresses under "secret", by Python's hmac. */
    @Test
    void addressesInNamesAreAnonymised() {
        Settings.Builder settings = Settings.builder();
        settings.set(SettingCatalog.ANONYMIZE_IPS, true);
        settings.text(SettingCatalog.ANONYMIZATION_KEY, "secret", "test");
        Dialogue reverse = Dialogue.udp(53).client(query(7, "9.0.0.10.in-addr.arpa", 12));
        assertThat(reverse.records(settings).get(0))
                .containsEntry("src_ip", "712527486449ca30")
                .containsEntry("dns_query_name", "8cdd386777b67295.in-addr.arpa");
        assertThat(reverse.record()).containsEntry("dns_query_name", "9.0.0.10.in-addr.arpa");
    }

    @Test
    void theUsualFlowChecksEveryFeature() {
        for (Feature feature : DnsFeatures.UNIT.features()) {
            assertThat(USUAL).contains(feature.name() + "=");
        }
    }
}
