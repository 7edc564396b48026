package io.flowjay.feature.group.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.flowjay.feature.Feature;
import io.flowjay.testing.Dialogue;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Group http1, from packets to values that were worked out by hand. */
class Http1FeaturesTest {
    private static final byte[] REQUEST = text("""
            GET /hello.txt?x HTTP/1.1\r
            User-Agent: curl/7.64.1 libcurl\r
            Host: www.example.com\r
            Upgrade: TLS/1.0\r
            \r
            """);

    private static final byte[] RESPONSE = text("""
            HTTP/1.1 404 Not Found\r
            Server: Apache\r
            Content-Length: 3000\r
            Content-Type: text/plain\r
            \r
            """);

    private static final String USUAL = """
            http1_detected=true http1_requests=2 http1_responses=2 http1_method=GET http1_host=www.example.com
            http1_path_length=10 http1_status=404 http1_user_agent=curl/7.64.1 libcurl http1_content_type=text/plain
            http1_server=Apache http1_upgrade=TLS/1.0
            """;

    private static final String NONE = """
            http1_detected=false http1_requests=0 http1_responses=0 http1_method= http1_host= http1_path_length=0
            http1_status=0 http1_user_agent= http1_content_type= http1_server= http1_upgrade=
            """;

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Dialogue usual() {
        return Dialogue.tcp(8000)
                .client(REQUEST)
                .server(RESPONSE)
                .server(new byte[1500])
                .server(new byte[1500])
                .client(REQUEST)
                .server(RESPONSE);
    }

    static Stream<Arguments> cases() {
        byte[] post = text("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 200000\r\n\r\n");
        return Stream.of(
                argumentSet("two exchanges on port 8000", usual(), USUAL),
                argumentSet(
                        "fragments of IP",
                        Dialogue.tcp(80).fragments(64).client(REQUEST),
                        "http1_host=www.example.com"),
                argumentSet(
                        "a hole in content of more than is kept",
                        Dialogue.tcp(80)
                                .client(post)
                                .client(new byte[1000])
                                .clientLoses(198_000)
                                .client(new byte[1000])
                                .client(REQUEST),
                        "http1_requests=2 http1_host=a"),
                argumentSet(
                        "more content than other parsers get",
                        Dialogue.tcp(80)
                                .client(text("PUT / HTTP/1.1\r\nContent-Length: 600000\r\n\r\n"))
                                .clientInPieces(1000, new byte[600_000])
                                .client(REQUEST),
                        "http1_requests=2"),
                argumentSet(
                        "packets cut by the capture",
                        Dialogue.tcp(80)
                                .client(post)
                                .snapshotLength(96)
                                .clientInPieces(1000, new byte[200_000])
                                .snapshotLength(2000)
                                .client(REQUEST),
                        "http1_requests=2"),
                argumentSet(
                        "a hole in a head",
                        Dialogue.tcp(80)
                                .client(text("GET /a HTTP/1.1\r\n"))
                                .clientLoses(10)
                                .client(REQUEST),
                        "http1_requests=1 http1_path_length=2 http1_host="),
                argumentSet(
                        "from its middle on",
                        Dialogue.midstream(80)
                                .server(new byte[1000])
                                .client(REQUEST)
                                .server(RESPONSE),
                        "http1_requests=1 http1_responses=1"),
                argumentSet(
                        "SSDP, which is UDP",
                        Dialogue.udp(1900).client(text("M-SEARCH * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\n\r\n")),
                        NONE),
                argumentSet("no payload", Dialogue.tcp(80), NONE),
                argumentSet("SSH on port 80", Dialogue.tcp(80).client(text("SSH-2.0-x\r\n")), NONE));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void computes(Dialogue dialogue, String expected) {
        Dialogue.assertFields(dialogue.record(), expected);
    }

    @Test
    void theUsualFlowChecksEveryFeature() {
        for (Feature feature : Http1Features.UNIT.features()) {
            assertThat(USUAL).contains(feature.name() + "=");
        }
    }
}
