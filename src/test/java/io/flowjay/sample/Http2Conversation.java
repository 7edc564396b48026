package io.flowjay.sample;

import static io.flowjay.sample.Way.BACKWARD;
import static io.flowjay.sample.Way.FORWARD;

import java.time.Duration;

/** HTTP/2 with prior knowledge over clear-text TCP (RFC 9113 section 3.3): two requests on one connection. */
final class Http2Conversation {
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int SETTINGS = 4;
    private static final int GOAWAY = 7;
    private static final int WINDOW_UPDATE = 8;

    private static final int END_STREAM = 1;
    private static final int ACK = 1;
    private static final int END_HEADERS = 4;

    // Entries of the static table, RFC 7541 appendix A.
    private static final int AUTHORITY = 1;
    private static final int GET = 0x82;
    private static final int POST = 0x83;
    private static final int PATH = 4;
    private static final int HTTP_SCHEME = 0x86;
    private static final int STATUS_200 = 0x88;
    private static final int CONTENT_LENGTH = 28;
    private static final int CONTENT_TYPE = 31;
    private static final int SERVER = 54;
    private static final int USER_AGENT = 58;
    // First entries of the dynamic table: 62 is the newest.
    private static final int SAME_USER_AGENT = 0x80 | 62;
    private static final int SAME_AUTHORITY = 0x80 | 64;

    private Http2Conversation() {}

    static void addTo(Trace trace) {
        TcpConversation tcp = TcpConversation.linux(
                new Link(trace, Host.LAPTOP, Host.neighbour("52:54:00:9b:44:1e", "192.168.10.60")),
                Duration.ofMillis(18_330),
                Duration.ofNanos(650_000),
                38_404,
                8080);
        tcp.open();
        tcp.send(FORWARD, Bytes.concat(preface(), frame(HEADERS, END_HEADERS | END_STREAM, 1, firstRequest())));
        tcp.send(
                BACKWARD,
                Bytes.concat(
                        frame(
                                SETTINGS,
                                0,
                                0,
                                new Bytes().u16(3).u32(250).u16(5).u32(16_384).toArray()),
                        frame(SETTINGS, ACK, 0, new byte[0])));
        tcp.send(FORWARD, frame(SETTINGS, ACK, 0, new byte[0]));
        byte[] body =
                Bytes.ascii("{\"meters\":[" + "{\"id\":17,\"watt\":412},".repeat(90) + "{\"id\":18,\"watt\":9}]}");
        tcp.send(
                BACKWARD,
                Bytes.concat(
                        frame(HEADERS, END_HEADERS, 1, responseHeaders(body.length)),
                        frame(DATA, END_STREAM, 1, body)));
        tcp.pause(Duration.ofMillis(760));
        byte[] order = Bytes.ascii("{\"id\":17,\"limit\":2000}");
        tcp.send(
                FORWARD,
                Bytes.concat(
                        frame(HEADERS, END_HEADERS, 3, secondRequest(order.length)),
                        frame(DATA, END_STREAM, 3, order)));
        tcp.send(BACKWARD, frame(HEADERS, END_HEADERS | END_STREAM, 3, new byte[] {(byte) STATUS_200}));
        tcp.pause(Duration.ofMillis(2_140));
        tcp.send(FORWARD, frame(GOAWAY, 0, 0, new byte[8]));
        tcp.close(FORWARD);
    }

    private static byte[] preface() {
        byte[] settings =
                new Bytes().u16(2).u32(0).u16(3).u32(100).u16(4).u32(10_485_760).toArray();
        return Bytes.concat(
                Bytes.ascii("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
                frame(SETTINGS, 0, 0, settings),
                frame(WINDOW_UPDATE, 0, 0, new Bytes().u32(1_048_510_465L).toArray()));
    }

    private static byte[] firstRequest() {
        Bytes block = new Bytes().u8(GET).u8(HTTP_SCHEME);
        literal(block, AUTHORITY, "meters.example:8080");
        literal(block, PATH, "/v1/meters?site=roof");
        literal(block, USER_AGENT, "sample-client/1.4");
        return block.toArray();
    }

    private static byte[] secondRequest(int length) {
        Bytes block = new Bytes().u8(POST).u8(HTTP_SCHEME).u8(SAME_AUTHORITY).u8(SAME_USER_AGENT);
        literal(block, PATH, "/v1/meters/17");
        literal(block, CONTENT_TYPE, "application/json");
        literal(block, CONTENT_LENGTH, Integer.toString(length));
        return block.toArray();
    }

    private static byte[] responseHeaders(int length) {
        Bytes block = new Bytes().u8(STATUS_200);
        literal(block, CONTENT_TYPE, "application/json");
        literal(block, CONTENT_LENGTH, Integer.toString(length));
        literal(block, SERVER, "sample/2.0");
        return block.toArray();
    }

    /** A literal with incremental indexing and an indexed name, not Huffman coded (RFC 7541 section 6.2.1). */
    private static void literal(Bytes block, int name, String value) {
        block.u8(0x40 | name).vector8(Bytes.ascii(value));
    }

    private static byte[] frame(int type, int flags, int stream, byte[] payload) {
        return new Bytes()
                .u24(payload.length)
                .u8(type)
                .u8(flags)
                .u32(stream)
                .raw(payload)
                .toArray();
    }
}
