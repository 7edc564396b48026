package io.flowjay.feature.group.application;

import static io.flowjay.feature.Direction.DST_TO_SRC;
import static io.flowjay.feature.Direction.SRC_TO_DST;
import static io.flowjay.feature.Privacy.SENSITIVE;

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
import io.flowjay.protocol.http1.Http1Conversation;
import io.flowjay.settings.Profile;
import java.util.Set;

/**
 * Group {@code http1}: HTTP/1.0 and HTTP/1.1 in clear text over TCP, whatever the ports (RFC 9110, RFC 9112), up to a switch to
 * another protocol. Texts have at most 1,024 characters.
 */
public final class Http1Features implements FeatureGroup {
    private static final String NAME = "http1";

    private static final FeatureList F = new FeatureList(NAME, Profile.FLOWJAY);
    private static final FlagFeature HTTP1_DETECTED = F.formula("http1_requests + http1_responses > 0")
            .bool(
                    "http1_detected",
                    "Whether the start line of a request or a response of HTTP/1.0 or HTTP/1.1 was read");
    private static final IntegerFeature HTTP1_REQUESTS = F.direction(SRC_TO_DST)
            .formula("count(request lines of HTTP/1.0 or HTTP/1.1)")
            .int64("http1_requests", "count", "Requests whose start line was read");
    private static final IntegerFeature HTTP1_RESPONSES = F.direction(DST_TO_SRC)
            .formula("count(status lines of HTTP/1.0 or HTTP/1.1)")
            .int64("http1_responses", "count", "Responses whose start line was read, interim ones (1xx) too");
    private static final TextFeature HTTP1_METHOD = F.direction(SRC_TO_DST)
            .formula("method of the first request line; empty without one")
            .string("http1_method", "Method of the first request, such as GET");
    private static final TextFeature HTTP1_HOST = F.direction(SRC_TO_DST)
            .privacy(SENSITIVE)
            .formula("Host of the first request, else the authority of its target; empty without either")
            .string(
                    "http1_host",
                    "Field Host of the first request as it was sent, with a port that it names; without one the authority in the"
                            + " request's target; escaped as http1_user_agent");
    private static final IntegerFeature HTTP1_PATH_LENGTH = F.direction(SRC_TO_DST)
            .formula("bytes of the path in the target of the first request; 0 also without one")
            .int64(
                    "http1_path_length",
                    "bytes",
                    "Length of the path in the first request's target, without scheme, authority, query and fragment");
    private static final IntegerFeature HTTP1_STATUS = F.direction(DST_TO_SRC)
            .formula("status code of the first status line; 0 without one")
            .int64(
                    "http1_status",
                    "number",
                    "Status code of the first response, an interim one (1xx) too, such as 200");
    private static final TextFeature HTTP1_USER_AGENT = F.direction(SRC_TO_DST)
            .privacy(SENSITIVE)
            .formula("User-Agent of the first request that has one; empty without")
            .string(
                    "http1_user_agent",
                    "Field User-Agent of the first request that has one; bytes that are not printable as \\xNN, a backslash as two");
    private static final TextFeature HTTP1_CONTENT_TYPE = F.direction(DST_TO_SRC)
            .formula("Content-Type of the first response that has one; empty without")
            .string(
                    "http1_content_type",
                    "Field Content-Type of the first response that has one, escaped as http1_user_agent");
    private static final TextFeature HTTP1_SERVER = F.direction(DST_TO_SRC)
            .privacy(SENSITIVE)
            .formula("Server of the first response that has one; empty without")
            .string("http1_server", "Field Server of the first response that has one, escaped as http1_user_agent");
    private static final TextFeature HTTP1_UPGRADE = F.formula(
                    "Upgrade of the response 101, else of the first request that has one; empty without")
            .string(
                    "http1_upgrade",
                    "Field Upgrade of the response 101, such as websocket; without one that of the first request that has it;"
                            + " escaped as http1_user_agent");

    /** What the catalogue lists. */
    public static final FeatureUnit UNIT =
            new FeatureUnit(F.features(), settings -> new Http1Features(), Set.of(Protocol.HTTP1));

    @Override
    public boolean applies(FlowView view) {
        FlowProtocols protocols = view.flow().protocols();
        return protocols != null && protocols.http1() != null;
    }

    @Override
    public void compute(FlowView view, FeatureVector out) {
        FlowProtocols protocols = view.flow().protocols();
        Http1Conversation http = protocols == null ? null : protocols.http1();
        if (http == null) {
            return;
        }
        out.set(HTTP1_DETECTED, true);
        out.set(HTTP1_REQUESTS, http.requests());
        out.set(HTTP1_RESPONSES, http.responses());
        out.set(HTTP1_METHOD, http.method());
        out.set(HTTP1_HOST, http.host());
        out.set(HTTP1_PATH_LENGTH, http.pathLength());
        out.set(HTTP1_STATUS, http.status());
        out.set(HTTP1_USER_AGENT, http.userAgent());
        out.set(HTTP1_CONTENT_TYPE, http.contentType());
        out.set(HTTP1_SERVER, http.serverSoftware());
        out.set(HTTP1_UPGRADE, http.upgrade());
    }
}
