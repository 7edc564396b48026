package io.flowjay.protocol.dns;

import static io.flowjay.protocol.dns.DnsBytes.IN;
import static io.flowjay.protocol.dns.DnsBytes.QUERY;
import static io.flowjay.protocol.dns.DnsBytes.RESPONSE;
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
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.flowjay.protocol.payload.Payload;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DnsExchangeTest {
    private static final byte[] ADDRESS = {(byte) 192, 0, 2, 1};

    private static DnsExchange play(byte[]... messages) {
        DnsExchange exchange = new DnsExchange();
        for (byte[] message : messages) {
            exchange.accept(Payload.of(false, message, 0, message.length));
        }
        return exchange;
    }

    @Test
    void queryAndResponse() {
        byte[] query = hex("4a5b01000001000000000000 03777777 076578616d706c65 03636f6d 00 0001 0001");
        byte[] response = hex("4a5b81800001000200000001 03777777076578616d706c6503636f6d00 00010001"
                + "c00c 0005 0001 00000078 0006 0363646ec010 c02d 0001 0001 0000003c 0004 5db8d822"
                + "00 0029 0200 00000000 0000");
        DnsExchange exchange = play(query, response);
        assertThat(exchange.detected()).isTrue();
        assertThat(exchange.queryName()).isEqualTo("www.example.com");
        assertThat(exchange.queryType()).isEqualTo(1);
        assertThat(exchange.queryTypeText()).isEqualTo("A");
        assertThat(exchange.responseCode()).isZero();
        assertThat(exchange.responseCodeText()).isEqualTo("NOERROR");
        assertThat(exchange.answerCount()).isEqualTo(2);
        assertThat(exchange.authorityCount()).isZero();
        assertThat(exchange.additionalCount()).isEqualTo(1);
        assertThat(exchange.minTtl()).isEqualTo(60);
        assertThat(exchange.maxTtl()).isEqualTo(120);
        assertThat(exchange.isQuery()).isTrue();
        assertThat(exchange.isResponse()).isTrue();
        assertThat(exchange.truncated()).isFalse();
        assertThat(exchange.recursionDesired()).isTrue();
        assertThat(exchange.recursionAvailable()).isTrue();
        assertThat(exchange.ended()).isTrue();
        assertThat(exchange.strange()).isZero();
    }

    @Test
    void aQueryAlone() {
        DnsExchange exchange = play(join(header(7, 0x0300, 1, 0, 0, 1), question("EXAMPLE.org", 28), opt(0)));
        assertThat(exchange.detected()).isTrue();
        assertThat(exchange.queryName()).isEqualTo("example.org");
        assertThat(exchange.queryTypeText()).isEqualTo("AAAA");
        assertThat(exchange.isResponse()).isFalse();
        assertThat(exchange.responseCode()).isEqualTo(DnsExchange.NO_RESPONSE);
        assertThat(exchange.responseCodeText()).isEmpty();
        assertThat(exchange.additionalCount()).isEqualTo(1);
        assertThat(exchange.truncated()).isTrue();
        assertThat(exchange.recursionDesired()).isTrue();
        assertThat(exchange.recursionAvailable()).isFalse();
        assertThat(exchange.minTtl()).isZero();
        assertThat(exchange.ended()).isFalse();
    }

    @Test
    void aResponseAlone() {
        DnsExchange exchange = play(response(7, "example.org", 1), response(8, "other.example", 1));
        assertThat(exchange.isQuery()).isFalse();
        assertThat(exchange.isResponse()).isTrue();
        assertThat(exchange.queryName()).isEqualTo("example.org");
        assertThat(exchange.answerCount()).isEqualTo(1);
        assertThat(exchange.recursionDesired()).isTrue();
        assertThat(exchange.maxTtl()).isEqualTo(60);
        assertThat(exchange.ended()).isFalse();
    }

    @Test
    void nothing() {
        DnsExchange exchange = new DnsExchange();
        assertThat(exchange.detected()).isFalse();
        assertThat(exchange.queryName()).isEmpty();
        assertThat(exchange.queryType()).isZero();
        assertThat(exchange.queryTypeText()).isEmpty();
        assertThat(exchange.responseCode()).isEqualTo(-1);
        assertThat(exchange.answerCount() + exchange.authorityCount() + exchange.additionalCount())
                .isZero();
    }

    private static byte[] code(int id, int flags, int extended) {
        return join(header(id, flags, 1, 0, 0, 1), question("a.example", 1), opt(extended));
    }

    static Stream<Arguments> pairs() {
        byte[] query = query(7, "a.example", 1);
        byte[] formatError = header(7, 0x8181, 0, 0, 0, 0);
        return Stream.of(
                arguments(
                        named("another id first", List.of(query, response(8, "a.example", 1), code(7, 0x8183, 0))),
                        "NXDOMAIN"),
                arguments(
                        named("another name first", List.of(query, response(7, "b.example", 1), code(7, 0x8182, 0))),
                        "SERVFAIL"),
                arguments(
                        named("another type first", List.of(query, response(7, "a.example", 2), code(7, 0x8185, 0))),
                        "REFUSED"),
                arguments(named("letters of another case", List.of(query, response(7, "A.eXaMpLe", 1))), "NOERROR"),
                arguments(named("no question", List.of(query, formatError)), "FORMERR"),
                arguments(
                        named(
                                "records that are broken",
                                List.of(
                                        query,
                                        join(
                                                header(7, 0x8180, 1, 3, 0, 0),
                                                question("a.example", 1),
                                                record(1, 9, ADDRESS)))),
                        "NOERROR"),
                arguments(
                        named(
                                "response before the query",
                                List.of(response(8, "x.example", 1), response(7, "a.example", 1), query)),
                        "NOERROR"),
                arguments(
                        named("nothing fits", List.of(response(6, "a.example", 1), query, response(8, "a.example", 1))),
                        ""),
                arguments(
                        named(
                                "another query between",
                                List.of(
                                        query,
                                        query(8, "b.example", 1),
                                        response(8, "b.example", 1),
                                        code(7, 0x8183, 0))),
                        "NXDOMAIN"),
                arguments(
                        named("query twice", List.of(query, query, code(7, 0x8183, 0), response(7, "a.example", 1))),
                        "NXDOMAIN"),
                arguments(
                        named("question cut in the response", List.of(query, hex("0007 8180 0001 0000 0000 0000 01"))),
                        ""),
                arguments(named("EDNS: BADVERS", List.of(query, code(7, 0x8180, 1))), "BADVERS"),
                arguments(named("EDNS: BADCOOKIE", List.of(query, code(7, 0x8187, 1))), "BADCOOKIE"),
                arguments(named("EDNS: largest code", List.of(query, code(7, 0x818f, 0xff))), "RCODE4095"),
                arguments(
                        named("EDNS in a query only", List.of(code(7, QUERY, 1), response(7, "a.example", 1))),
                        "NOERROR"));
    }

    @ParameterizedTest
    @MethodSource
    void pairs(List<byte[]> messages, String code) {
        DnsExchange exchange = play(messages.toArray(byte[][]::new));
        assertThat(exchange.queryName()).isEqualTo("a.example");
        assertThat(exchange.queryType()).isEqualTo(1);
        assertThat(exchange.isQuery()).isTrue();
        assertThat(exchange.responseCodeText()).isEqualTo(code);
        assertThat(exchange.isResponse()).isEqualTo(!code.isEmpty());
    }

    static Stream<Arguments> messages() {
        byte[] local = name("_http._tcp.local");
        byte[] pointer = join(shorts(0xc00c), recordBody(12, IN, 4500, hex("016d c00c")));
        byte[] address = join(name("host.local"), recordBody(1, 0x8001, 120, ADDRESS));
        return Stream.of(
                arguments(
                        named(
                                "mDNS question, unicast wanted",
                                join(header(0, 0, 1, 0, 0, 0), local, shorts(12, 0x8001))),
                        "_http._tcp.local",
                        "PTR",
                        0),
                arguments(
                        named(
                                "mDNS with a known answer",
                                join(header(0, 0, 1, 1, 0, 0), local, shorts(12, IN), pointer)),
                        "_http._tcp.local",
                        "PTR",
                        1),
                arguments(
                        named(
                                "mDNS with two questions",
                                join(header(0, 0, 2, 0, 0, 0), local, shorts(12, IN), shorts(0xc00c, 33, 0x8001))),
                        "_http._tcp.local",
                        "PTR",
                        0),
                arguments(named("mDNS announcement", join(header(0, 0x8400, 0, 1, 0, 0), address)), "", "", 1),
                arguments(named("LLMNR", join(header(0x1234, 0, 1, 0, 0, 0), question("wpad", 1))), "wpad", "A", 0),
                arguments(named("priming, RFC 8109", join(header(9, 0, 1, 0, 0, 0), question("", 2))), ".", "NS", 0),
                arguments(named("ANY", query(9, "example.org", 255)), "example.org", "ANY", 0),
                arguments(
                        named("zone transfer of Windows", join(query(9, "example.org", 252), hex("4d53"))),
                        "example.org",
                        "AXFR",
                        0),
                arguments(named("type without a name", query(9, "example.org", 65280)), "example.org", "TYPE65280", 0),
                arguments(
                        named(
                                "CHAOS version.bind",
                                join(header(9, 0, 1, 0, 0, 0), name("version.bind"), shorts(16, 3))),
                        "version.bind",
                        "TXT",
                        0),
                arguments(
                        named(
                                "NOTIFY with its SOA",
                                join(
                                        header(9, 0x2400, 1, 1, 0, 0),
                                        question("example.org", 6),
                                        record(6, 0, new byte[0]))),
                        "example.org",
                        "SOA",
                        1),
                arguments(
                        named(
                                "UPDATE",
                                join(
                                        header(9, 0x2800, 1, 0, 1, 0),
                                        question("example.org", 6),
                                        shorts(0xc00c),
                                        recordBody(1, 255, 0, new byte[0]))),
                        "example.org",
                        "SOA",
                        0),
                arguments(
                        named(
                                "inverse query",
                                join(header(9, 0x0800, 0, 1, 0, 0), name(""), recordBody(1, IN, 0, ADDRESS))),
                        "",
                        "",
                        1));
    }

    @ParameterizedTest
    @MethodSource
    void messages(byte[] message, String name, String type, int answers) {
        DnsExchange exchange = play(message);
        assertThat(exchange.detected()).isTrue();
        assertThat(exchange.queryName()).isEqualTo(name);
        assertThat(exchange.queryTypeText()).isEqualTo(type);
        assertThat(exchange.answerCount()).isEqualTo(answers);
    }

    static Stream<Arguments> trailing() {
        byte[] query = query(7, "a", 1);
        return Stream.of(
                argumentSet("none", 0, new byte[][] {query}),
                argumentSet("one after the question", 1, new byte[][] {join(query, new byte[1])}),
                argumentSet(
                        "Windows' two after a zone transfer", 0, new byte[][] {join(query(7, "a", 252), hex("4d53"))}),
                argumentSet("the same after another question", 2, new byte[][] {join(query, hex("4d53"))}),
                argumentSet(
                        "two others after a zone transfer", 2, new byte[][] {join(query(7, "a", 252), hex("4d54"))}),
                argumentSet(
                        "1,200 after a response", 1200, new byte[][] {query, join(response(7, "a", 1), new byte[1200])
                        }),
                argumentSet("after a query with records", 9, new byte[][] {
                    join(header(7, QUERY, 1, 0, 0, 1), question("a", 1), opt(0), new byte[9])
                }),
                argumentSet("another query's do not count", 3, new byte[][] {
                    join(query, new byte[3]), join(query(8, "b", 1), new byte[50])
                }));
    }

    @ParameterizedTest
    @MethodSource
    void trailing(int bytes, byte[][] messages) {
        DnsExchange exchange = play(messages);
        assertThat(exchange.isQuery()).isTrue();
        assertThat(exchange.queryName()).isEqualTo("a");
        assertThat(exchange.trailingBytes()).isEqualTo(bytes);
    }

    /** Datagrams of other protocols, and messages whose questions are broken. */
    static Stream<Arguments> notDns() {
        byte[] netbios = name("EJFDEBFEEBFACACACACACACACACACAAA");
        return Stream.of(
                arguments(named("nothing", new byte[0])),
                arguments(named("11 bytes", new byte[11])),
                arguments(named("zeros", new byte[48])),
                arguments(named("header without a question", header(7, QUERY, 0, 0, 0, 0))),
                arguments(named("error without a query", header(7, 0x8181, 0, 0, 0, 0))),
                arguments(named("opcode 3", join(header(7, 0x1900, 1, 0, 0, 0), question("a", 1)))),
                arguments(named("opcode 7", join(header(7, 0x3900, 1, 0, 0, 0), question("a", 1)))),
                arguments(named("17 questions", join(header(7, QUERY, 17, 0, 0, 0), question("a", 1)))),
                arguments(named("fewer questions than counted", join(header(7, QUERY, 2, 0, 0, 0), question("a", 1)))),
                arguments(named(
                        "query with an answer",
                        join(header(7, QUERY, 1, 1, 0, 0), question("a", 1), record(1, 1, ADDRESS)))),
                arguments(named("class 0", join(header(7, QUERY, 1, 0, 0, 0), name("a"), shorts(1, 0)))),
                arguments(named("class 5", join(header(7, QUERY, 1, 0, 0, 0), name("a"), shorts(1, 5)))),
                arguments(named("bytes after a question about the root", join(query(7, "", 1), new byte[1]))),
                arguments(named("bytes after a question without a type", join(query(7, "a", 0), new byte[1]))),
                arguments(named(
                        "bytes after a question, bit Z set",
                        join(header(7, 0x0140, 1, 0, 0, 0), question("a", 1), new byte[1]))),
                arguments(named("record missing", join(header(7, QUERY, 1, 0, 0, 1), question("a", 1)))),
                arguments(named("pointer loop", join(header(7, QUERY, 1, 0, 0, 0), hex("c00c 0001 0001")))),
                arguments(named("NetBIOS query", join(header(7, 0x0110, 1, 0, 0, 0), netbios, shorts(0x20, IN)))),
                arguments(named("NetBIOS status", join(header(7, 0, 1, 0, 0, 0), netbios, shorts(0x21, IN)))),
                arguments(named(
                        "NetBIOS answer",
                        join(header(7, 0x8500, 0, 1, 0, 0), netbios, recordBody(0x20, IN, 9, new byte[6])))),
                arguments(named("NTP", join(hex("230006ec"), new byte[36], hex("e0f5a1b2c3d4e5f6")))),
                arguments(named("STUN", hex("000100002112a442b7e7a701bc34d686fa87dfae"))),
                arguments(named("QUIC", hex("c00000000108833e8b7c5a6d2f1908f067a5502a4262b5004040"))),
                arguments(named("DTLS", hex("16fefd0000000000000000003001000024000000000000002400"))),
                arguments(named("RTP", hex("8000a3b100000000 3c2d1e0f ffffffffffffffffffffffff"))),
                arguments(named(
                        "SSDP", "M-SEARCH * HTTP/1.1\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII))));
    }

    @ParameterizedTest
    @MethodSource
    void notDns(byte[] message) {
        assertThat(play(message).detected()).isFalse();
    }

    @Test
    void thirtyTwoLettersAreNetbiosInItsTypesOnly() {
        assertThat(play(query(7, "EJFDEBFEEBFACACACACACACACACACAAA", 1)).detected())
                .isTrue();
        assertThat(play(query(7, "ejfdebfeebfacacacacacacacacacaaa", 33)).detected())
                .isTrue();
    }

    static Stream<Arguments> ttls() {
        return Stream.of(
                arguments(named("none", new long[] {}), 0, 0),
                arguments(named("one", new long[] {300}), 300, 300),
                arguments(named("several", new long[] {300, 20, 86_400}), 20, 86_400),
                arguments(named("largest", new long[] {0x7fffffffL}), 0x7fffffffL, 0x7fffffffL),
                arguments(named("32 bits are 0, RFC 2181", new long[] {60, 0x80000000L}), 0, 60));
    }

    @ParameterizedTest
    @MethodSource
    void ttls(long[] ttls, long min, long max) {
        byte[] answers = join(
                Arrays.stream(ttls).mapToObj(ttl -> record(1, ttl, ADDRESS)).toArray(byte[][]::new));
        byte[] others = join(record(2, 1, new byte[2]), opt(0));
        DnsExchange exchange =
                play(join(header(7, RESPONSE, 1, ttls.length, 1, 1), question("a.example", 1), answers, others));
        assertThat(exchange.minTtl()).isEqualTo(min);
        assertThat(exchange.maxTtl()).isEqualTo(max);
        assertThat(exchange.authorityCount()).isEqualTo(1);
    }

    @Test
    void ttlsOfTheRecordsThatParse() {
        byte[] broken = join(shorts(0xc00c), recordBody(1, IN, 5, ADDRESS));
        broken[11] = 9;
        DnsExchange exchange = play(
                query(7, "a.example", 1),
                join(header(7, RESPONSE, 1, 2, 0, 0), question("a.example", 1), record(1, 40, ADDRESS), broken));
        assertThat(exchange.minTtl()).isEqualTo(40);
        assertThat(exchange.maxTtl()).isEqualTo(40);
        assertThat(exchange.answerCount()).isEqualTo(2);
    }

    /** A response of which the capture has only the first bytes. */
    @ParameterizedTest
    @CsvSource({"28,false,0", "29,true,0", "44,true,0", "45,true,60"})
    void cutByTheCapture(int length, boolean detected, int ttl) {
        byte[] response = response(7, "example.org", 1);
        assertThat(response).hasSize(45);
        DnsExchange exchange = new DnsExchange();
        assertThat(exchange.accept(new Payload().set(true, response, 0, length, length + 1)))
                .isEqualTo(detected);
        assertThat(exchange.isResponse()).isEqualTo(detected);
        assertThat(exchange.maxTtl()).isEqualTo(ttl);
    }

    @Test
    void aConversationThatBeginsWithOtherMessagesIsNone() {
        byte[] strange = {1, 2, 3};
        DnsExchange exchange = new DnsExchange();
        for (int i = 0; i < DnsExchange.MAX_STRANGE; i++) {
            assertThat(exchange.ended()).isFalse();
            assertThat(exchange.accept(Payload.of(false, strange, 0, strange.length)))
                    .isFalse();
        }
        assertThat(exchange.ended()).isTrue();
        assertThat(exchange.strange()).isEqualTo(DnsExchange.MAX_STRANGE);
    }

    @Test
    void strangeMessagesEndNoConversationThatIsDns() {
        byte[] strange = {1, 2, 3};
        DnsExchange exchange = play(query(7, "a.example", 1));
        for (int i = 0; i < 100; i++) {
            exchange.accept(Payload.of(false, strange, 0, strange.length));
        }
        assertThat(exchange.ended()).isFalse();
    }

    @Test
    void messagesLieAnywhereInAnArray() {
        byte[] message = join(new byte[5], response(7, "example.org", 1), new byte[5]);
        DnsExchange exchange = new DnsExchange();
        assertThat(exchange.accept(Payload.of(true, message, 5, message.length - 10)))
                .isTrue();
        assertThat(exchange.queryName()).isEqualTo("example.org");
        assertThat(exchange.maxTtl()).isEqualTo(60);
    }
}
