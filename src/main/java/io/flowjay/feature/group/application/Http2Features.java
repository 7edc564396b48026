package io.flowjay.feature.group.application;

import static io.flowjay.feature.Direction.DST_TO_SRC;
import static io.flowjay.feature.Direction.SRC_TO_DST;

import io.flowjay.feature.FeatureGroup;
import io.flowjay.feature.FeatureList;
import io.flowjay.feature.FeatureUnit;
import io.flowjay.feature.FeatureVector;
import io.flowjay.feature.FlagFeature;
import io.flowjay.feature.FlowView;
import io.flowjay.feature.IntegerFeature;
import io.flowjay.feature.TextFeature;
import io.flowjay.protocol.FlowProtocols;
import io.flowjay.protocol.Protocol;
import io.flowjay.protocol.http2.Http2Conversation;
import io.flowjay.protocol.quic.QuicFacts;
import io.flowjay.protocol.tls.ClientHello;
import io.flowjay.protocol.tls.ServerHello;
import io.flowjay.protocol.tls.TlsConnection;
import io.flowjay.settings.Profile;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Group {@code http2}: HTTP/2 by its frames in clear text (RFC 9113), or by the protocol that a server of TLS 1.2 or older chose;
 * HTTP/3 by what a client of QUIC offers (RFC 9114). Inside TLS frames are encrypted, so that their counts are 0.
 */
public final class Http2Features implements FeatureGroup {
    private static final String NAME = "http2";
    private static final String HTTP2 = "h2";
    private static final String HTTP3 = "h3";
    private static final int TLS_1_2 = 0x0303;

    private static final FeatureList F = new FeatureList(NAME, Profile.JJ_EXTENDED);
    private static final FlagFeature HTTP2_DETECTED = F.formula(
                    "http2_preface_seen, or the server answers 101 with Upgrade: h2c, or a ServerHello up to TLS 1.2 has ALPN h2")
            .bool(
                    "http2_detected",
                    "Whether there is a connection preface, or a server agreed to h2c or, up to TLS 1.2, chose h2; TLS 1.3 hides it");
    private static final FlagFeature HTTP3_DETECTED = F.formula(
                    "not http2_detected, and the ClientHello in QUIC has ALPN h3 or h3-NN")
            .bool("http3_detected", "Whether a client of QUIC offers h3 or a draft of it");
    private static final TextFeature HTTP_VERSION = F.formula("h2 if http2_detected, h3 if http3_detected")
            .string("http_version", "h3 or h2, as detected; empty for any other version");
    private static final FlagFeature HTTP2_PREFACE_SEEN = F.direction(SRC_TO_DST)
            .formula("the client's bytes PRI * HTTP/2.0 were read in clear text")
            .bool("http2_preface_seen", "Whether the client sent the connection preface in clear text");
    private static final IntegerFeature HTTP2_FRAME_COUNT = F.formula(
                    "count(frames of any type), both directions; 0 without http2_preface_seen, as all counts of frames")
            .int64("http2_frame_count", "count", "Frames in clear text, of any type");
    private static final IntegerFeature HTTP2_DATA_FRAMES =
            F.formula("count(frames of type DATA), both directions").int64("http2_data_frames", "count", "DATA frames");
    private static final IntegerFeature HTTP2_HEADERS_FRAMES = F.formula(
                    "count(frames of type HEADERS), both directions")
            .int64("http2_headers_frames", "count", "HEADERS frames, without their CONTINUATION");
    private static final IntegerFeature HTTP2_SETTINGS_FRAMES = F.formula(
                    "count(frames of type SETTINGS), both directions")
            .int64("http2_settings_frames", "count", "SETTINGS frames, acknowledgements included");
    private static final IntegerFeature HTTP2_PUSH_PROMISE_FRAMES = F.direction(DST_TO_SRC)
            .formula("count(frames of type PUSH_PROMISE from the server)")
            .int64("http2_push_promise_frames", "count", "PUSH_PROMISE frames of the server");
    private static final IntegerFeature HTTP2_GOAWAY_FRAMES = F.formula("count(frames of type GOAWAY), both directions")
            .int64("http2_goaway_frames", "count", "GOAWAY frames");
    private static final IntegerFeature HTTP2_WINDOW_UPDATE_FRAMES = F.formula(
                    "count(frames of type WINDOW_UPDATE), both directions")
            .int64("http2_window_update_frames", "count", "WINDOW_UPDATE frames");
    private static final IntegerFeature HTTP2_STREAMS_ESTIMATE = F.formula(
                    "distinct(stream of HEADERS and DATA, promised stream of PUSH_PROMISE), without stream 0; 0 without http2_preface_seen")
            .int64(
                    "http2_streams_estimate",
                    "count",
                    "Different streams of HEADERS, DATA and PUSH_PROMISE, without stream 0");
    private static final FlagFeature HTTP2_SERVER_PUSH = F.direction(DST_TO_SRC)
            .formula("http2_push_promise_frames > 0")
            .bool("http2_server_push", "Whether the server promised a stream");
    private static final FlagFeature HTTP2_MULTIPLEXED =
            F.formula("http2_streams_estimate > 1").bool("http2_multiplexed", "Whether there are two streams or more");
    private static final FlagFeature HTTP2_UPGRADE = F.profile(Profile.FLOWJAY)
            .formula("the preface follows an HTTP/1.1 request, or the server answers 101 with Upgrade: h2c")
            .bool("http2_upgrade", "Whether HTTP/1.1 came first, and was upgraded to h2c (RFC 7540)");
    private static final IntegerFeature HTTP2_RST_STREAM_FRAMES = F.formula(
                    "count(frames of type RST_STREAM), both directions")
            .int64("http2_rst_stream_frames", "count", "RST_STREAM frames");
    private static final IntegerFeature HTTP2_PING_FRAMES = F.formula("count(frames of type PING), both directions")
            .int64("http2_ping_frames", "count", "PING frames, acknowledgements included");
    private static final IntegerFeature HTTP2_CONTINUATION_FRAMES = F.formula(
                    "count(frames of type CONTINUATION), both directions")
            .int64("http2_continuation_frames", "count", "CONTINUATION frames");

    /** What the catalogue lists. */
    public static final FeatureUnit UNIT = new FeatureUnit(
            F.features(), settings -> new Http2Features(), Set.of(Protocol.HTTP2, Protocol.TLS, Protocol.QUIC));

    @Override
    public boolean applies(FlowView view) {
        return view.flow().protocols() != null;
    }

    @Override
    public void compute(FlowView view, FeatureVector out) {
        FlowProtocols protocols = view.flow().protocols();
        if (protocols == null) {
            return;
        }
        Http2Conversation clear = protocols.http2();
        if (clear != null) {
            frames(clear, out);
        }
        if (clear != null || isChosen(protocols.tls())) {
            out.set(HTTP2_DETECTED, true);
            out.set(HTTP_VERSION, HTTP2);
        } else if (isOffered(protocols.quic())) {
            out.set(HTTP3_DETECTED, true);
            out.set(HTTP_VERSION, HTTP3);
        }
    }

    private static boolean isChosen(@Nullable TlsConnection tls) {
        ServerHello chosen = tls == null ? null : tls.serverHello();
        return chosen != null && chosen.version() <= TLS_1_2 && chosen.alpn().equals(HTTP2);
    }

    private static boolean isOffered(@Nullable QuicFacts quic) {
        ClientHello offered = quic == null ? null : quic.clientHello();
        return offered != null && offered.offersHttp3();
    }

    private static void frames(Http2Conversation clear, FeatureVector out) {
        out.set(HTTP2_PREFACE_SEEN, clear.prefaceSeen());
        out.set(HTTP2_FRAME_COUNT, clear.frames());
        out.set(HTTP2_DATA_FRAMES, clear.dataFrames());
        out.set(HTTP2_HEADERS_FRAMES, clear.headersFrames());
        out.set(HTTP2_SETTINGS_FRAMES, clear.settingsFrames());
        out.set(HTTP2_PUSH_PROMISE_FRAMES, clear.pushPromiseFrames());
        out.set(HTTP2_GOAWAY_FRAMES, clear.goawayFrames());
        out.set(HTTP2_WINDOW_UPDATE_FRAMES, clear.windowUpdateFrames());
        out.set(HTTP2_STREAMS_ESTIMATE, clear.streams());
        out.set(HTTP2_SERVER_PUSH, clear.pushPromiseFrames() > 0);
        out.set(HTTP2_MULTIPLEXED, clear.streams() > 1);
        out.set(HTTP2_UPGRADE, clear.upgraded());
        out.set(HTTP2_RST_STREAM_FRAMES, clear.rstStreamFrames());
        out.set(HTTP2_PING_FRAMES, clear.pingFrames());
        out.set(HTTP2_CONTINUATION_FRAMES, clear.continuationFrames());
    }
}
