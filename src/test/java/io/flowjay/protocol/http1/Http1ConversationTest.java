package io.flowjay.protocol.http1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.flowjay.protocol.payload.Payload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Conversations after the examples of RFC 9110 and RFC 9112. What is expected: requests, responses, first method, host, path length,
 * first status, user agent, content type, server, upgrade.
 */
class Http1ConversationTest {
    /** RFC 9110 section 3.9. */
    private static final String REQUEST = """
            GET /hello.txt HTTP/1.1\r
            User-Agent: curl/7.64.1\r
            Host: www.example.com\r
            Accept-Language: en, mi\r
            \r
            """;

    private static final String RESPONSE = """
            HTTP/1.1 200 OK\r
            Date: Mon, 27 Jul 2009 12:28:53 GMT\r
            Server: Apache\r
            Last-Modified: Wed, 22 Jul 2009 19:15:56 GMT\r
            ETag: "34aa387-d-1568eb00"\r
            Accept-Ranges: bytes\r
            Content-Length: 51\r
            Vary: Accept-Encoding\r
            Content-Type: text/plain\r
            \r
            Hello World! My content includes a trailing CRLF.\r
            """;

    private static final String USUAL = "1 1 GET www.example.com 10 200 curl/7.64.1 text/plain Apache -";

    /** RFC 9112 section 7.1: extensions, trailer fields. */
    private static final String CHUNKED = """
            HTTP/1.1 200 OK\r
            Transfer-Encoding: gzip, chunked\r
            \r
            4\r
            Wiki\r
            a;name="a; b"\r
            HTTP/1.1 1\r
            0\r
            Expires: Wed, 21 Oct 2015 07:28:00 GMT\r
            \r
            """;

    private static final String NO_CONTENT = "HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n";
    private static final String NOT_MODIFIED = "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n";
    private static final String HEAD = "HEAD /a?b HTTP/1.1\r\nHost: h\r\n\r\n";
    private static final String SHORT = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

    private static String post(String fields, String content) {
        return "POST /p HTTP/1.1\r\nHost: h\r\n" + fields + "\r\n" + content;
    }

    static Stream<Arguments> conversations() {
        return Stream.of(
                argumentSet("the example of RFC 9110 section 3.9", REQUEST, RESPONSE, USUAL),
                argumentSet("the same with bare LF", REQUEST.replace("\r", ""), RESPONSE.replace("\r\n", "\n"), null),
                argumentSet(
                        "three in a pipeline", REQUEST.repeat(3), RESPONSE.repeat(3), USUAL.replace("1 1 G", "3 3 G")),
                argumentSet(
                        "chunks, then the next",
                        SHORT + SHORT,
                        CHUNKED + RESPONSE,
                        "2 2 GET h 1 200 - text/plain Apache -"),
                argumentSet(
                        "a request in chunks",
                        post("Transfer-Encoding: Chunked\r\n", "3\r\nGET\r\n0\r\n\r\n") + SHORT,
                        "",
                        "2 0 POST h 2 0 - - - -"),
                argumentSet(
                        "chunks count before a length",
                        post("Content-Length: 1\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n") + SHORT,
                        "",
                        "2 0 POST h 2 0 - - - -"),
                argumentSet(
                        "content of a request",
                        post("Content-Length: 26\r\n", "GET /not HTTP/1.1\r\nHost: x") + SHORT,
                        "",
                        "2 0 POST h 2 0 - - - -"),
                argumentSet(
                        "equal lengths are one",
                        post("Content-Length: 3, 3\r\nContent-Length: 3\r\n", "abc") + SHORT,
                        "",
                        "2 0 POST h 2 0 - - - -"),
                argumentSet(
                        "no content after HEAD, 204 and 304",
                        HEAD + SHORT + SHORT + SHORT,
                        RESPONSE.substring(0, RESPONSE.indexOf("Hello")) + NO_CONTENT + NOT_MODIFIED + RESPONSE,
                        "4 4 HEAD h 2 200 - text/plain Apache -"),
                argumentSet(
                        "interim responses answer nothing",
                        HEAD + SHORT,
                        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
                                + "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n" + RESPONSE,
                        "2 4 HEAD h 2 100 - text/plain Apache -"),
                argumentSet(
                        "content up to the end of the connection",
                        SHORT,
                        "HTTP/1.0 200 OK\r\nServer: s\r\n\r\nHTTP/1.1 404 no message\r\n\r\n",
                        "1 1 GET h 1 200 - - s -"),
                argumentSet(
                        "a switch to WebSocket (RFC 6455 section 1.3)",
                        "GET /chat HTTP/1.1\r\nHost: server.example.com\r\nUpgrade: websocket\r\n\r\n\u0081\u0085GET / HTTP/1.1\r\n\r\n",
                        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: WebSocket\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
                        "1 1 GET server.example.com 5 101 - - - WebSocket"),
                argumentSet(
                        "an upgrade that the server leaves out",
                        "GET / HTTP/1.1\r\nHost: h\r\nUpgrade: h2c\r\n\r\n" + SHORT,
                        RESPONSE + RESPONSE,
                        "2 2 GET h 1 200 - text/plain Apache h2c"),
                argumentSet(
                        "a tunnel (RFC 9112 section 3.2.3)",
                        "CONNECT www.example.com:80 HTTP/1.1\r\n\r\n\u0016\u0003\u0001 GET / HTTP/1.1\r\n\r\n",
                        "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nHTTP/1.1 404 x\r\n\r\n",
                        "1 1 CONNECT www.example.com:80 0 200 - - - -"),
                argumentSet(
                        "a tunnel that is refused",
                        "CONNECT www.example.com:80 HTTP/1.1\r\nHost: www.example.com\r\n\r\n" + SHORT,
                        "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 2\r\n\r\nno" + RESPONSE,
                        "2 2 CONNECT www.example.com 0 407 - text/plain Apache -"),
                argumentSet(
                        "the absolute form (RFC 9112 section 3.2.2)",
                        "GET http://www.example.org/pub/WWW/TheProject.html?a#b HTTP/1.1\r\n\r\n",
                        "",
                        "1 0 GET www.example.org 24 0 - - - -"),
                argumentSet(
                        "the asterisk form (RFC 9112 section 3.2.4)",
                        "OPTIONS * HTTP/1.1\r\nHost: www.example.org:8001\r\n\r\n",
                        "",
                        "1 0 OPTIONS www.example.org:8001 0 0 - - - -"),
                argumentSet(
                        "a folded line adds nothing, as in tshark",
                        "GET / HTTP/1.1\r\nUser-Agent: one\r\n two\r\n\tHost: x\r\nHost: h\r\n\r\n" + SHORT,
                        "",
                        "2 0 GET h 1 0 one - - -"),
                argumentSet(
                        "names in any case, values trimmed",
                        "GET / HTTP/1.1\r\nhOST:\t h \t\r\n\r\n",
                        "",
                        "1 0 GET h 1 0 - - - -"),
                argumentSet("an empty line before the first request", "\r\n" + SHORT, "", "1 0 GET h 1 0 - - - -"),
                argumentSet("empty lines before the first request", "\n\r\n" + SHORT, "", "1 0 GET h 1 0 - - - -"),
                argumentSet("empty lines before a request", SHORT + "\r\n\r\n" + SHORT, "", "2 0 GET h 1 0 - - - -"),
                argumentSet(
                        "a status line without a reason",
                        SHORT,
                        "HTTP/1.1 404\r\nContent-Length: 0\r\n\r\n" + RESPONSE,
                        "1 2 GET h 1 404 - text/plain Apache -"),
                argumentSet(
                        "bytes that are not printable",
                        "GET / HTTP/1.1\r\nHost: \u00e4\u0001\r\n\r\n",
                        "",
                        "1 0 GET \\xe4\\x01 1 0 - - - -"),
                argumentSet(
                        "a backslash is not the escape of a byte",
                        "GET / HTTP/1.1\r\nHost: \\x01\u0001\\\r\n\r\n",
                        "",
                        "1 0 GET \\\\x01\\x01\\\\ 1 0 - - - -"),
                argumentSet(
                        "a head that the capture cuts",
                        "GET /x HTTP/1.1\r\nHost: h\r\nUser-Ag",
                        "HTTP/1.1 200 O",
                        "1 0 GET h 2 0 - - - -"),
                argumentSet("responses alone", "", RESPONSE + RESPONSE, "0 2 - - 0 200 - text/plain Apache -"),
                argumentSet("ends exchanged", RESPONSE, REQUEST, USUAL),
                argumentSet(
                        "a method that is not registered, after one that is",
                        SHORT + "FROB / HTTP/1.1\r\n\r\n",
                        "",
                        "2 0 GET h 1 0 - - - -"),
                argumentSet(
                        "RTSP (RFC 2326)",
                        "OPTIONS rtsp://a RTSP/1.0\r\nCSeq: 1\r\n\r\n",
                        "RTSP/1.0 200 OK\r\n\r\n",
                        "none"),
                argumentSet("SIP (RFC 3261)", "OPTIONS sip:a SIP/2.0\r\n\r\n", "SIP/2.0 200 OK\r\n\r\n", "none"),
                argumentSet("HTTP/0.9", "GET /\r\n", "<html>", "none"),
                argumentSet("HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "", "none"),
                argumentSet("a status of two digits", "", "HTTP/1.1 20 OK\r\n\r\n", "none"),
                argumentSet("binary", "\u0016\u0003\u0001", "\u0000", "none"));
    }

    @ParameterizedTest
    @MethodSource
    void conversations(String client, String server, String expected) {
        String wanted = expected == null ? USUAL : expected;
        for (int piece : new int[] {100_000, 7, 1}) {
            if (wanted.equals("none") && piece < 9) {
                // A message may begin where a segment does.
                continue;
            }
            Http1Conversation http = new Http1Conversation();
            feed(http.forward(), client, piece);
            feed(http.backward(), server, piece);
            assertThat(summary(http)).as("in pieces of %d", piece).isEqualTo(wanted);
        }
    }

    @Test
    void aMessageMayBeginInOneOfTheFirstSegments() {
        for (int before = 0; before <= Http1Direction.MAX_LOOKS; before++) {
            Http1Conversation http = new Http1Conversation();
            boolean wantsMore = true;
            for (int i = 0; i < before; i++) {
                wantsMore = http.backward().accept(payload("rest of a page", 0, 14));
            }
            if (wantsMore) {
                http.backward().accept(payload(RESPONSE, 0, RESPONSE.length()));
            }
            assertThat(http.responses())
                    .as("after %d segments", before)
                    .isEqualTo(before < Http1Direction.MAX_LOOKS ? 1 : 0);
        }
    }

    /** Starts of segments after which nothing is looked for any more, and whether more is wanted. */
    static final List<Arguments> OTHERS = List.of(
            argumentSet("TLS handshake", "\u0016\3\1\2\0\1", false),
            argumentSet("TLS 1.2, the longest record", "\u0017\3\3\110\0x", false),
            argumentSet("a record too long for TLS", "\u0017\3\3\110\1x", true),
            argumentSet("a type of record that TLS does not have", "\u0018\3\3\0\2xx", true),
            argumentSet("cut before the length", "\u0016\3\1\2", true));

    @ParameterizedTest
    @FieldSource("OTHERS")
    void tlsEndsTheSearch(String segment, boolean wantsMore) {
        Http1Conversation http = new Http1Conversation();
        assertThat(http.forward().accept(payload(segment, 0, segment.length()))).isEqualTo(wantsMore);
    }

    @Test
    void contentIsPassedOver() {
        Http1Conversation http = new Http1Conversation();
        String head = "HTTP/1.1 200 OK\r\nContent-Length: 1000000000000\r\n\r\n";
        http.backward().accept(payload(head, 0, head.length()));
        assertThat(http.backward().unneeded()).isEqualTo(1_000_000_000_000L);
        http.backward().pass(999_999_999);
        assertThat(http.backward().unneeded()).isEqualTo(999_000_000_001L);
        String chunk = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFf\r\nabc";
        Http1Conversation other = new Http1Conversation();
        other.backward().accept(payload(chunk, 0, chunk.length()));
        assertThat(other.backward().unneeded()).isEqualTo(252);
        other.backward().pass(252);
        String rest = "\r\n0\r\n\r\n" + RESPONSE;
        other.backward().accept(payload(rest, 0, rest.length()));
        assertThat(other.responses()).isEqualTo(2);
    }

    /** Hostile: lines and heads without an end, requests without answers. */
    @Test
    void memoryIsBounded() {
        Http1Conversation endless = new Http1Conversation();
        feed(endless.forward(), "GET / HTTP/1.1\r\nHost: ", 1000);
        String filler = "x".repeat(1000);
        for (int i = 0; i < 1000; i++) {
            endless.forward().accept(payload(filler, 0, filler.length()));
            assertThat(endless.forward().heldBytes()).isLessThanOrEqualTo(LineReader.MAX_LINE);
        }
        assertThat(endless.forward().accept(payload(filler, 0, filler.length())))
                .isFalse();
        Http1Conversation unanswered = new Http1Conversation();
        for (int i = 0; i < 100_000; i++) {
            unanswered.forward().accept(payload(HEAD, 0, HEAD.length()));
        }
        assertThat(unanswered.requests()).isEqualTo(100_000);
        assertThat(unanswered.heldBytes()).isLessThan(10_000);
    }

    private static void feed(Http1Direction direction, String text, int piece) {
        boolean wantsMore = true;
        for (int at = 0; at < text.length() && wantsMore; at += piece) {
            wantsMore = direction.accept(payload(text, at, Math.min(piece, text.length() - at)));
        }
        if (wantsMore) {
            direction.end();
        }
    }

    private static Payload payload(String text, int at, int length) {
        return Payload.of(false, text.getBytes(StandardCharsets.ISO_8859_1), at, length);
    }

    private static String summary(Http1Conversation http) {
        if (!http.detected()) {
            return "none";
        }
        return String.join(
                " ",
                "" + http.requests(),
                "" + http.responses(),
                orDash(http.method()),
                orDash(http.host()),
                "" + http.pathLength(),
                "" + http.status(),
                orDash(http.userAgent()),
                orDash(http.contentType()),
                orDash(http.serverSoftware()),
                orDash(http.upgrade()));
    }

    private static String orDash(String text) {
        return text.isEmpty() ? "-" : text;
    }
}
