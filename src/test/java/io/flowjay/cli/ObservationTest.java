package io.flowjay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowjay.testing.LogLines;
import io.flowjay.testing.Sample;
import io.flowjay.testing.Scrape;
import io.flowjay.testing.TestBroker;
import io.flowjay.testing.Topics;
import io.flowjay.testing.Traffic;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** What {@code flowjay run} serves, asked over HTTP while the shipped routes run. */
@ExtendWith(TestBroker.class)
class ObservationTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path inbox;

    private final HttpClient client = HttpClient.newHttpClient();
    private RunningRoutes routes;

    @BeforeAll
    static void createTopic() throws InterruptedException {
        Topics.create(TestBroker.brokers(), "observation", 2);
    }

    private void start(String... settings) throws Exception {
        Map<String, String> all = new TreeMap<>(
                Map.of("captures", inbox.toString(), "brokers", TestBroker.brokers(), "topic", "observation"));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        routes = RunningRoutes.start(all);
    }

    @AfterEach
    void stop() {
        if (routes != null) {
            routes.close();
        }
    }

    @Test
    @DisplayName("metrics and health after a capture ran")
    void metricsAndHealth() throws Exception {
        start();
        drop("a.pcapng", Sample.bytes());
        await().atMost(LIMIT).until(() -> Files.exists(inbox.resolve(".done/a.pcapng")));
        HttpResponse<String> metrics = get("/observe/metrics");
        assertThat(metrics.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain; version=0.0.4");
        Scrape scrape = Scrape.of(metrics.body());
        assertThat(scrape.value("flowjay_packets_total")).isEqualTo(Sample.PACKETS);
        assertThat(scrape.value("flowjay_records_acknowledged_total")).isEqualTo(Sample.FLOWS);
        assertThat(scrape.names()).contains("jvm_memory_used_bytes", "process_uptime_seconds");

        HttpResponse<String> ready = get("/observe/health/ready");
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(checks(ready)).containsEntry("flowjay-delivery", "UP").containsEntry("flowjay-inbox", "UP");
        HttpResponse<String> live = get("/observe/health/live");
        assertThat(live.statusCode()).isEqualTo(200);
        assertThat(checks(live)).containsEntry("flowjay-captures", "UP").doesNotContainKey("flowjay-delivery");
        assertThat(checks(get("/observe/health")))
                .containsKeys("flowjay-delivery", "flowjay-inbox", "flowjay-captures");
    }

    @Test
    @DisplayName("operations.md lists exactly the metrics that there are, with their labels")
    void documentedNames() throws Exception {
        start();
        Scrape scrape = Scrape.of(get("/observe/metrics").body());
        Map<String, String> served = new TreeMap<>();
        for (String name : scrape.names()) {
            if (name.startsWith("flowjay_")) {
                String family = name.replaceFirst("(_seconds)_(bucket|count|sum|max)$", "$1");
                TreeSet<String> labels = new TreeSet<>(scrape.labels(name));
                labels.remove("le");
                served.put(family, String.join(", ", labels));
            }
        }
        Map<String, String> documented = Pattern.compile("(?m)^\\| `(flowjay_\\w+)` \\|\\s*`?([\\w, ]*?)`?\\s*\\|")
                .matcher(Files.readString(Path.of("src/main/docs/operations.md")))
                .results()
                .collect(Collectors.toMap(
                        row -> row.group(1), row -> row.group(2).strip(), (a, b) -> a, TreeMap::new));
        assertThat(documented).isEqualTo(served);
    }

    @Test
    void aBrokerThatDoesNotAnswerMakesItNotReadyAndLeavesItLive() throws Exception {
        start("brokers", "127.0.0.1:1");
        HttpResponse<String> ready = get("/observe/health/ready");
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(checks(ready)).containsEntry("flowjay-delivery", "DOWN").containsEntry("flowjay-inbox", "UP");
        assertThat(ready.body()).contains("127.0.0.1:1: connection refused");
        assertThat(get("/observe/health/live").statusCode()).isEqualTo(200);
    }

    static final List<Arguments> INBOXES = List.of(
            argumentSet("no room on the disk", "min-free-space", Long.toString(Long.MAX_VALUE), "free bytes"),
            argumentSet("no directory", null, null, "is not a directory"));

    @ParameterizedTest
    @FieldSource("INBOXES")
    void anInboxThatCannotBeUsedMakesItNotReady(String setting, String value, String message) throws Exception {
        if (setting != null) {
            start(setting, value);
        } else {
            start("captures", Files.createFile(inbox.resolve("file")).toString());
        }
        HttpResponse<String> ready = get("/observe/health/ready");
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(checks(ready)).containsEntry("flowjay-inbox", "DOWN");
        assertThat(ready.body()).contains(message);
    }

    @Test
    void aCaptureThatStandsStillMakesItNotLive() throws Exception {
        start("brokers", "127.0.0.1:1", "stuck-after", "1s");
        drop("a.pcapng", Sample.bytes());
        await().atMost(LIMIT).until(() -> get("/observe/health/live").statusCode() == 503);
        HttpResponse<String> live = get("/observe/health/live");
        assertThat(checks(live)).containsEntry("flowjay-captures", "DOWN");
        assertThat(live.body()).contains("a.pcapng");
    }

    @Test
    void thePageReadsWhatItShows() throws Exception {
        start();
        assertThat(get("/").body()).contains("<title>FlowJay</title>");
        assertThat(get("/page.js").body()).contains("api/status");
        assertThat(get("/page.css").body()).contains(".panel");
        drop("a.pcapng", Sample.bytes());
        drop("bad.pcap", new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
        await().atMost(LIMIT).untilAsserted(() -> {
            JsonNode status = JSON.readTree(get("/api/status").body());
            assertThat(status.at("/captures/done").asInt()).isOne();
            assertThat(status.at("/captures/failed").asInt()).isOne();
            assertThat(status.at("/captures/pending").asInt()).isZero();
        });
        JsonNode status = JSON.readTree(get("/api/status").body());
        assertThat(status.at("/records").asInt()).isEqualTo(Sample.FLOWS);
        assertThat(status.at("/dead_letters").asInt()).isZero();
        assertThat(status.at("/topic").asText()).isEqualTo("observation");
        assertThat(status.at("/uploads").asBoolean()).isFalse();
        assertThat(status.at("/records_by_second")).hasSize(60);
        assertThat(status.at("/ja4/0/value").asText()).isEqualTo("q13d0308h3_55b375c5d22e_1b7ced03430d");
        assertThat(status.at("/ja4/0/count").asInt()).isEqualTo(3);
        assertThat(status.at("/server_names").findValuesAsText("value")).contains("www.example.com");
        assertThat(status.at("/protocols").findValuesAsText("value")).contains("DNS", "HTTP", "QUIC", "SSH", "TLS");

        JsonNode rows = JSON.readTree(get("/api/records").body());
        assertThat(rows).hasSize(Sample.FLOWS);
        String id = rows.get(0).get("record_id").asText();
        JsonNode record = JSON.readTree(get("/api/records/" + id).body());
        assertThat(record.get("record_id").asText()).isEqualTo(id);
        assertThat(record.has("iat_mean")).isTrue();
        assertThat(get("/api/records/" + "0".repeat(32)).statusCode()).isEqualTo(404);
        assertThat(JSON.readTree(get("/api/catalog").body()).findValuesAsText("name"))
                .contains("iat_mean", "ja4");
    }

    @Test
    void uploadsAreOffUnlessEnabled() throws Exception {
        start();
        // Short: the answer comes before a long body is sent, which a client may take for a broken connection.
        HttpResponse<String> answer = put("a.pcapng", new byte[10]);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("uploads are off");
        assertThat(inbox).isEmptyDirectory();
    }

    @Test
    void anUploadIsProcessedUnderASafeName() throws Exception {
        start("uploads", "true");
        HttpResponse<String> answer = put("..%2F..%2Fetc%2Fb%C3%B6se%20a.pcapng", Sample.bytes());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(JSON.readTree(answer.body()).get("capture").asText()).isEqualTo("b_se_a.pcapng");
        await().atMost(LIMIT).until(() -> Files.exists(inbox.resolve(".done/b_se_a.pcapng")));
        assertThat(Scrape.of(get("/observe/metrics").body()).value("flowjay_records_acknowledged_total"))
                .isEqualTo(Sample.FLOWS);
    }

    static final List<Arguments> REFUSED = List.of(
            argumentSet("too large", "a.pcap", Traffic.udp(2, Duration.ofSeconds(1)), 413),
            argumentSet("no capture's name", "a.txt", new byte[10], 415),
            argumentSet("a hidden name only", "..pcap.", new byte[10], 415),
            argumentSet("empty", "a.pcap", new byte[0], 400));

    @ParameterizedTest
    @FieldSource("REFUSED")
    void anUploadThatIsRefusedLeavesNothing(String name, byte[] content, int status) throws Exception {
        start("uploads", "true", "max-upload-size", "100");
        assertThat(put(name, content).statusCode()).isEqualTo(status);
        assertThat(inbox).isEmptyDirectory();
    }

    private static final String TOKEN = "correct-horse-battery-staple";

    static final List<Arguments> HOSTS = List.of(
            argumentSet("another name, on loopback (DNS rebinding)", "127.0.0.1", "evil.example", 421),
            argumentSet("another name, on every address", "0.0.0.0", "evil.example", 421),
            argumentSet("no name", "0.0.0.0", "", 400),
            argumentSet("no header, as some load balancers ask", "0.0.0.0", null, 200),
            argumentSet("no header, on loopback", "127.0.0.1", null, 421),
            argumentSet("an address, on loopback", "127.0.0.1", "192.0.2.1:9876", 421),
            argumentSet("an address, as probes use it", "0.0.0.0", "192.0.2.1:9876", 200),
            argumentSet("an IPv6 address", "0.0.0.0", "[2001:db8::1]:9876", 200),
            argumentSet("what looks like an address", "0.0.0.0", "192.0.2.1.evil.example", 421),
            argumentSet("localhost, as port-forward uses it", "0.0.0.0", "localhost:9876", 200),
            argumentSet("a name of http-names", "0.0.0.0", "flowjay.flowjay.svc:9876", 200),
            argumentSet("a name of http-names, written otherwise", "0.0.0.0", "FlowJay.flowjay.SVC.", 200),
            argumentSet("a name of http-names, on loopback", "127.0.0.1", "flowjay.flowjay.svc", 200));

    @ParameterizedTest
    @FieldSource("HOSTS")
    void onlyItsOwnNamesAreServed(String address, String host, int status) throws Exception {
        start("http-host", address, "http-names", "flowjay,flowjay.flowjay.svc");
        // Only HTTP/1.0 allows a request without the header (RFC 9112, 3.2).
        String request = host == null ? "HTTP/1.0\r\n" : "HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n";
        assertThat(raw("GET /observe/health/live " + request + "\r\n")).startsWith("HTTP/1.1 " + status);
    }

    static final List<Arguments> METHODS =
            List.of(argumentSet("POST", "POST"), argumentSet("GET", "GET"), argumentSet("PUT", "PUT"));

    @ParameterizedTest
    @FieldSource("METHODS")
    void noMethodIsOverridden(String method) throws Exception {
        start("uploads", "true");
        assertThat(raw(method + " /api/captures/a.pcap HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                        + "X-HTTP-Method-Override: PUT\r\nContent-Length: 4\r\n\r\nabcd"))
                .startsWith("HTTP/1.1 400");
        assertThat(inbox).isEmptyDirectory();
    }

    static final List<Arguments> ACCESSES = List.of(
            argumentSet("loopback, no token set", "127.0.0.1", "", "", 200),
            argumentSet("loopback, a token set, none sent", "127.0.0.1", TOKEN, "", 401),
            argumentSet("network, no token set", "0.0.0.0", "", "", 403),
            argumentSet("network, no token set, one sent", "0.0.0.0", "", "Bearer " + TOKEN, 403),
            argumentSet("network, none sent", "0.0.0.0", TOKEN, "", 401),
            argumentSet("network, a wrong one", "0.0.0.0", TOKEN, "Bearer " + TOKEN + "r", 401),
            argumentSet("network, the start of it", "0.0.0.0", TOKEN, "Bearer correct-horse", 401),
            argumentSet("network, another scheme", "0.0.0.0", TOKEN, "Basic " + TOKEN, 401),
            argumentSet("network, the right one", "0.0.0.0", TOKEN, "Bearer " + TOKEN, 200));

    @ParameterizedTest
    @FieldSource("ACCESSES")
    void recordsAndUploadsNeedTheToken(String address, String token, String authorization, int status)
            throws Exception {
        start("http-host", address, "http-token", token, "uploads", "true");
        for (String path : List.of("/api/status", "/api/records")) {
            assertThat(authorized("GET", path, new byte[0], authorization).statusCode())
                    .as(path)
                    .isEqualTo(status);
        }
        assertThat(authorized("GET", "/api/records/0", new byte[0], authorization)
                        .statusCode())
                .isEqualTo(status == 200 ? 404 : status);
        byte[] content = status == 200 ? Sample.bytes() : new byte[10];
        HttpResponse<String> upload = authorized("PUT", "/api/captures/a.pcapng", content, authorization);
        assertThat(upload.statusCode()).isEqualTo(status == 200 ? 201 : status);
        if (status != 200) {
            assertThat(inbox).isEmptyDirectory();
            assertThat(upload.body()).contains("flowjay.http-token").doesNotContain(TOKEN);
            assertThat(upload.headers().firstValue("WWW-Authenticate").isPresent())
                    .isEqualTo(status == 401);
        }
        for (String path : List.of("/observe/metrics", "/observe/health/live", "/", "/api/catalog")) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(200);
        }
    }

    @Test
    void thePageSignsInWithoutKeepingTheToken() throws Exception {
        start("http-host", "0.0.0.0", "http-token", TOKEN);
        assertThat(session("POST", "guess", "").statusCode()).isEqualTo(401);
        HttpResponse<String> signedIn = session("POST", TOKEN, "");
        assertThat(signedIn.statusCode()).isEqualTo(204);
        String cookie = signedIn.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie)
                .contains("; HttpOnly", "; SameSite=Strict", "; Path=/")
                .doesNotContain(TOKEN);
        String session = cookie.substring(0, cookie.indexOf(';'));
        assertThat(withCookie(session).statusCode()).isEqualTo(200);
        assertThat(withCookie(session).body()).contains("\"signed_in\":true").doesNotContain(TOKEN);
        assertThat(withCookie(session + "x").statusCode()).isEqualTo(401);
        assertThat(session("DELETE", "", session).statusCode()).isEqualTo(204);
        assertThat(withCookie(session).statusCode()).isEqualTo(401);
    }

    @Test
    void slowUploadsEndAndKeepNobodyOut() throws Exception {
        start("uploads", "true", "upload-timeout", "2s");
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                Socket socket = connect("127.0.0.2");
                slow.add(socket);
                send(
                        socket,
                        "PUT /api/captures/slow.pcap HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nx");
            }
            await().atMost(LIMIT).until(() -> partialUploads() == 4);
            Socket fifth = connect("127.0.0.2");
            slow.add(fifth);
            send(fifth, "PUT /api/captures/slow.pcap HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nx");
            assertThat(new String(fifth.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .as("one more of the same client")
                    .isEqualTo("HTTP/1.1 503");
            assertThat(put("other.pcapng", Sample.bytes()).statusCode())
                    .as("another client")
                    .isEqualTo(201);
            for (Socket socket : slow.subList(0, 4)) {
                assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                        .satisfiesAnyOf(
                                answer -> assertThat(answer).startsWith("HTTP/1.1 408"),
                                answer -> assertThat(answer).isEmpty());
            }
            await().atMost(LIMIT).until(() -> partialUploads() == 0);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void whatAnUploadLeftThatDiedWithItsProcessIsRemovedAtTheStart() throws Exception {
        Path dead = Files.writeString(inbox.resolve(".01234567-89ab-cdef-0123-456789abcdef.upload"), "part");
        Path alive = inbox.resolve(".11234567-89ab-cdef-0123-456789abcdef.upload");
        Path other = Files.writeString(inbox.resolve(".mine.upload"), "not ours");
        try (FileChannel channel = FileChannel.open(alive, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            start();
            assertThat(lock.isValid()).isTrue();
            assertThat(dead).doesNotExist();
            assertThat(alive).exists();
            assertThat(other).exists();
        }
    }

    @Test
    void anAbortedUploadIsOneLineInTheLog() throws Exception {
        start("uploads", "true");
        try (LogLines lines = LogLines.of("io.flowjay.cli.observe")) {
            try (Socket socket = connect("127.0.0.1")) {
                send(socket, "PUT /api/captures/a.pcap HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nabc");
                await().atMost(LIMIT).until(() -> partialUploads() == 1);
            }
            await().atMost(LIMIT).until(() -> partialUploads() == 0);
            await().atMost(LIMIT).until(() -> !lines.texts().isEmpty());
            assertThat(lines.texts())
                    .singleElement()
                    .asString()
                    .matches("Upload of a\\.pcap from 127\\.0\\.0\\.1 ended after 3 bytes: .+");
        }
    }

    @Test
    void onlyLoopbackIsListenedOn() throws Exception {
        start();
        assertThat(routes.uri("/").getHost()).isEqualTo("localhost");
        assertThat(get("/").headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'");
    }

    @Test
    void aPortThatIsTakenIsExchangedForAFreeOne() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            start("http-port", Integer.toString(taken.getLocalPort()));
            assertThat(routes.uri("/").getPort()).isNotEqualTo(taken.getLocalPort());
            assertThat(get("/observe/health/live").statusCode()).isEqualTo(200);
        }
    }

    private Map<String, String> checks(HttpResponse<String> health) throws IOException {
        return StreamSupport.stream(JSON.readTree(health.body()).get("checks").spliterator(), false)
                .collect(Collectors.toMap(check -> check.get("name").asText(), check -> check.get("status")
                        .asText()));
    }

    private void drop(String name, byte[] content) throws IOException {
        Path partial = Files.write(inbox.resolve(".partial-" + name), content);
        Files.move(partial, inbox.resolve(name));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(routes.uri(path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> put(String name, byte[] content) throws IOException, InterruptedException {
        URI uri = routes.uri("/api/captures/" + name);
        return client.send(
                HttpRequest.newBuilder(uri)
                        .PUT(BodyPublishers.ofByteArray(content))
                        .build(),
                BodyHandlers.ofString());
    }

    private long partialUploads() throws IOException {
        try (Stream<Path> files = Files.list(inbox)) {
            return files.filter(file -> file.toString().endsWith(".upload")).count();
        }
    }

    /** A connection from an address of this machine. */
    private Socket connect(String from) throws IOException {
        return new Socket("127.0.0.1", routes.uri("/").getPort(), InetAddress.getByName(from), 0);
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private String raw(String request) throws IOException {
        try (Socket socket = connect("127.0.0.1")) {
            send(socket, request);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private HttpResponse<String> authorized(String method, String path, byte[] body, String authorization)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(routes.uri(path))
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> session(String method, String token, String cookie)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(routes.uri("/api/session")).method(method, BodyPublishers.ofString(token));
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> withCookie(String cookie) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(routes.uri("/api/status"))
                        .header("Cookie", cookie)
                        .build(),
                BodyHandlers.ofString());
    }
}
