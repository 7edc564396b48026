package io.flowjay.feature.group.application;

import static io.flowjay.protocol.http2.Http2Bytes.PREFACE;
import static io.flowjay.protocol.http2.Http2Bytes.frame;
import static io.flowjay.protocol.http2.Http2Bytes.header;
import static io.flowjay.protocol.http2.Http2Bytes.hex;
import static io.flowjay.protocol.http2.Http2Bytes.join;
import static io.flowjay.protocol.http2.Http2Bytes.settings;
import static io.flowjay.protocol.http2.Http2Bytes.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.flowjay.capture.CaptureFile;
import io.flowjay.feature.Feature;
import io.flowjay.record.Extraction;
import io.flowjay.record.FlowRecords;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import io.flowjay.testing.Dialogue;
import io.flowjay.testing.Sample;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Group http2, from packets to values that were worked out by hand. */
class Http2FeaturesTest {
    /** SETTINGS and WINDOW_UPDATE, in the segment of the preface. */
    private static final byte[] OPENING =
            join(PREFACE, hex("000006 04 00 00000000 000300000064"), hex("000004 08 00 00000000 3fff0001"));

    private static final byte[] REQUEST = hex("000003 01 05 00000001 828684");
    /** SETTINGS, its acknowledgement, HEADERS, DATA. */
    private static final byte[] RESPONSE = join(
            hex("000000 04 00 00000000"),
            hex("000000 04 01 00000000"),
            hex("000001 01 04 00000001 88"),
            hex("000005 00 01 00000001 68656c6c6f"));

    private static final byte[] UPGRADE = text("""
            GET / HTTP/1.1\r
            Host: a\r
            Connection: Upgrade, HTTP2-Settings\r
            Upgrade: h2c\r
            HTTP2-Settings: AAMAAABk\r
            \r
            """);

    private static final byte[] SWITCHING = text("""
            HTTP/1.1 101 Switching Protocols\r
            Connection: Upgrade\r
            Upgrade: h2c\r
            \r
            """);

    private static final String USUAL = """
            http2_detected=true http3_detected=false http_version=h2 http2_preface_seen=true http2_frame_count=7
            http2_data_frames=1 http2_headers_frames=2 http2_settings_frames=3 http2_push_promise_frames=0
            http2_goaway_frames=0 http2_window_update_frames=1 http2_streams_estimate=1 http2_server_push=false
            http2_multiplexed=false http2_upgrade=false http2_rst_stream_frames=0 http2_ping_frames=0
            http2_continuation_frames=0
            """;

    private static final String NONE = """
            http2_detected=false http3_detected=false http_version= http2_preface_seen=false http2_frame_count=0
            http2_data_frames=0 http2_headers_frames=0 http2_settings_frames=0 http2_push_promise_frames=0
            http2_goaway_frames=0 http2_window_update_frames=0 http2_streams_estimate=0 http2_server_push=false
            http2_multiplexed=false http2_upgrade=false http2_rst_stream_frames=0 http2_ping_frames=0
            http2_continuation_frames=0
            """;

    private static final String ENCRYPTED =
            NONE.replace("http2_detected=false", "http2_detected=true").replace("http_version=", "http_version=h2");

    private static final String UPGRADED = USUAL.replace("http2_upgrade=false", "http2_upgrade=true");

    static Stream<Arguments> clearText() {
        byte[] push = frame(5, 4, 1, hex("00000002 82"));
        byte[] otherFrames = join(
                frame(1, 0, 3, new byte[4]),
                frame(9, 4, 3, new byte[4]),
                frame(3, 0, 3, new byte[4]),
                frame(6, 0, 0, new byte[8]),
                frame(7, 0, 0, new byte[8]),
                frame(0xfa, 0, 9, new byte[1]));
        return Stream.of(
                argumentSet(
                        "prior knowledge on port 8080",
                        Dialogue.tcp(8080).client(OPENING).client(REQUEST).server(RESPONSE),
                        USUAL),
                argumentSet(
                        "after a PROXY line",
                        Dialogue.tcp(8080)
                                .client(join(text("PROXY TCP6 2001:db8::1 2001:db8::2 5000 80\r\n"), OPENING))
                                .client(REQUEST)
                                .server(RESPONSE),
                        USUAL),
                argumentSet(
                        "after a binary PROXY header of a local connection",
                        Dialogue.tcp(8080)
                                .client(join(hex("0d0a0d0a000d0a515549540a 20 00 0000"), OPENING))
                                .client(REQUEST)
                                .server(RESPONSE),
                        USUAL),
                argumentSet(
                        "after a binary PROXY header with 300 bytes of values, which ends in the third segment",
                        Dialogue.tcp(8080)
                                .client(hex("0d0a0d0a000d0a515549540a 21 11 012c"), new byte[200])
                                .client(join(new byte[100], OPENING), REQUEST)
                                .server(RESPONSE),
                        USUAL),
                argumentSet(
                        "the signature of a PROXY header that is not whole",
                        Dialogue.tcp(8080).client(join(hex("0d0a0d0a000d0a51554954"), OPENING)),
                        NONE),
                argumentSet(
                        "in segments of one byte",
                        Dialogue.tcp(8080)
                                .clientInPieces(1, join(OPENING, REQUEST))
                                .serverInPieces(1, RESPONSE),
                        USUAL),
                argumentSet(
                        "in fragments of IP",
                        Dialogue.tcp(8080)
                                .fragments(24)
                                .client(join(OPENING, REQUEST))
                                .server(RESPONSE),
                        USUAL),
                argumentSet(
                        "the server speaks first",
                        Dialogue.tcp(8080).server(RESPONSE).client(join(OPENING, REQUEST)),
                        USUAL),
                argumentSet(
                        "upgrade from HTTP/1.1 (RFC 7540 section 3.2)",
                        Dialogue.tcp(80)
                                .client(UPGRADE)
                                .server(SWITCHING)
                                .client(OPENING)
                                .client(REQUEST)
                                .server(RESPONSE),
                        UPGRADED),
                argumentSet(
                        "upgrade whose request was not captured: the server agrees to it",
                        Dialogue.tcp(80)
                                .clientLoses(UPGRADE.length)
                                .server(SWITCHING)
                                .client(OPENING)
                                .server(RESPONSE),
                        ENCRYPTED.replace("http2_upgrade=false", "http2_upgrade=true")),
                argumentSet(
                        "upgrade to another protocol",
                        Dialogue.tcp(80)
                                .client(text("GET / HTTP/1.1\r\nUpgrade: websocket\r\n\r\n"))
                                .server(text("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n"))
                                .server(RESPONSE),
                        NONE),
                argumentSet(
                        "upgrade in segments of one byte",
                        Dialogue.tcp(80)
                                .clientInPieces(1, UPGRADE)
                                .serverInPieces(1, join(SWITCHING, RESPONSE))
                                .clientInPieces(1, join(OPENING, REQUEST)),
                        UPGRADED),
                argumentSet(
                        "a frame over several segments, sent twice",
                        Dialogue.tcp(80)
                                .client(join(PREFACE, settings(), header(3000, 0, 0, 1), new byte[1000]))
                                .clientAgain(1000, new byte[1000])
                                .client(new byte[2000])
                                .client(settings()),
                        "http2_frame_count=3 http2_data_frames=1 http2_settings_frames=2"),
                argumentSet(
                        "other frames",
                        Dialogue.tcp(80)
                                .client(join(OPENING, REQUEST, otherFrames))
                                .server(join(RESPONSE, push)),
                        "http2_frame_count=14 http2_headers_frames=3 http2_continuation_frames=1"
                                + " http2_rst_stream_frames=1 http2_ping_frames=1 http2_goaway_frames=1"
                                + " http2_push_promise_frames=1 http2_server_push=true http2_streams_estimate=3"
                                + " http2_multiplexed=true"),
                argumentSet(
                        "the preface alone",
                        Dialogue.tcp(80).client(PREFACE),
                        "http2_detected=true http2_preface_seen=true http2_frame_count=0 http_version=h2"),
                argumentSet(
                        "most of the preface",
                        Dialogue.tcp(80)
                                .client(text("PRI * HTTP/2.0\r\n\r\nSM\r\n\r"))
                                .server(RESPONSE),
                        NONE),
                argumentSet(
                        "an upgrade that the server ignores",
                        Dialogue.tcp(80).client(UPGRADE).server(text("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")),
                        NONE),
                argumentSet("HTTP/1.1", Dialogue.tcp(8080).client(text("GET / HTTP/1.1\r\nHost: a\r\n\r\n")), NONE),
                argumentSet("frames over UDP", Dialogue.udp(443).client(join(OPENING, REQUEST)), NONE),
                argumentSet(
                        "short records of TLS, which look like DATA frames",
                        Dialogue.tcp(443).client(join(hex("1703030020"), new byte[32])),
                        NONE));
    }

    /** A record with a ServerHello (RFC 5246 section 7.4.1.3) of these extensions. */
    private static byte[] serverHello(String extensions) {
        byte[] list = hex(extensions);
        byte[] body = join(
                hex("0303"),
                new byte[32],
                hex("00 c02f 00"),
                new byte[] {(byte) (list.length >> 8), (byte) list.length},
                list);
        byte[] message = join(hex("0200"), new byte[] {(byte) (body.length >> 8), (byte) body.length}, body);
        return join(hex("160303"), new byte[] {(byte) (message.length >> 8), (byte) message.length}, message);
    }

    static Stream<Arguments> secured() {
        String h2 = "0010 0005 0003 02 6832";
        String http11 = "0010 000b 0009 08 687474702f312e31";
        String tls13 = "002b 0002 0304";
        return Stream.of(
                argumentSet("TLS 1.2, the server chooses h2", Dialogue.tcp(443).server(serverHello(h2)), ENCRYPTED),
                argumentSet(
                        "TLS 1.2 on port 8443, in segments of one byte",
                        Dialogue.tcp(8443).serverInPieces(1, serverHello(h2)),
                        ENCRYPTED),
                argumentSet(
                        "TLS 1.2, the server chooses http/1.1",
                        Dialogue.tcp(443).server(serverHello(http11)),
                        NONE),
                argumentSet("TLS 1.2, no choice", Dialogue.tcp(443).server(serverHello("ff01 0001 00")), NONE),
                argumentSet(
                        "TLS 1.3, where the choice has no place in the clear",
                        Dialogue.tcp(443).server(serverHello(tls13 + h2)),
                        NONE));
    }

    @ParameterizedTest
    @MethodSource({"clearText", "secured"})
    void computes(Dialogue dialogue, String expected) {
        Dialogue.assertFields(dialogue.record(), expected);
    }

    @Test
    void theUsualFlowChecksEveryFeature() {
        for (Feature feature : Http2Features.UNIT.features()) {
            assertThat(USUAL).contains(feature.name() + "=");
        }
    }

    /** The clients of the sample's QUIC flows offer h3; one TLS 1.2 server of it chooses h2, and one flow is in the clear. */
    @Test
    void theSampleHasEachOfThem() throws IOException {
        Map<String, Integer> found = new TreeMap<>();
        Settings.Builder settings = Settings.builder();
        settings.set(SettingCatalog.THREADS, 1);
        try (FlowRecords records =
                Extraction.of(settings.build()).records(CaptureFile.open(Sample.bytes(), "sample.pcapng"))) {
            records.forEachRemaining(record -> {
                boolean quic = record.get("quic_detected").equals(true);
                assertThat(record.get("http3_detected")).isEqualTo(quic);
                String version = (String) record.get("http_version");
                boolean clear = record.get("http2_preface_seen").equals(true);
                found.merge(clear ? version + " in the clear" : version, 1, Integer::sum);
            });
        }
        assertThat(found).containsEntry("h2", 1).containsEntry("h2 in the clear", 1);
        assertThat(found.keySet()).containsExactly("", "h2", "h2 in the clear", "h3");
    }
}
