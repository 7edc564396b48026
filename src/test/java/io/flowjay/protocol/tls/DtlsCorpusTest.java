package io.flowjay.protocol.tls;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowjay.capture.CaptureFile;
import io.flowjay.capture.CaptureReader;
import io.flowjay.capture.RawPacket;
import io.flowjay.corpus.Corpus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** DTLS hellos against tshark's, over every capture of the corpus. */
class DtlsCorpusTest {
    private static final String RETRY = "cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c";

    @BeforeAll
    static void present() {
        Corpus.assumePresent();
    }

    @Test
    void hellosAreTsharks() throws IOException {
        Shares shares = new Shares();
        for (Path capture : Corpus.captures("conformance")) {
            Map<String, JsonNode> clients = first(Corpus.tshark(capture), "client_hello");
            Map<String, JsonNode> servers = first(Corpus.tshark(capture), "server_hello");
            ours(capture).forEach((key, own) -> {
                JsonNode client = clients.get(key);
                JsonNode server = servers.get(key);
                String where = capture.getFileName() + " " + key;
                shares.check(where, "detected", "" + (client != null || server != null), "" + own.detected());
                compareClient(where, client, own.clientHello(), shares);
                compareServer(where, server, own, shares);
            });
        }
        shares.print();
        assertThat(shares.different()).isEqualTo(Map.of());
        assertThat(shares.of("ja3")).isEqualTo(1);
    }

    private static void compareClient(String where, JsonNode client, ClientHello own, Shares shares) {
        if (client != null) {
            shares.check(
                    where,
                    "ja3",
                    client.path("ja3").asText(),
                    own == null ? "" : Ja3.of(own).hash());
            shares.check(
                    where,
                    "ja4",
                    client.path("ja4").asText(),
                    own == null ? "" : Ja4.of(own, Ja4.Transport.DTLS).hash());
            String name = client.path("sni").isNull() ? "" : client.path("sni").asText();
            shares.check(where, "sni", name, own == null ? "" : own.serverName());
            String protocol = client.path("alpn").path(0).asText("");
            shares.check(where, "alpn", protocol, own == null ? "" : own.alpn());
        }
    }

    private static void compareServer(String where, JsonNode server, DtlsConnection own, Shares shares) {
        if (server != null) {
            ServerHello answer = own.serverHello();
            shares.check(
                    where,
                    "ja3s",
                    server.path("ja3s").asText(),
                    answer == null ? "" : Ja3.of(answer).hash());
            String version = server.path("supported_versions")
                    .path(0)
                    .asText(server.path("version").asText());
            shares.check(where, "version", version, "" + own.version());
        }
    }

    /** By endpoints, the first hello of a kind. */
    private static Map<String, JsonNode> first(List<JsonNode> records, String type) {
        Map<String, JsonNode> hellos = new HashMap<>();
        for (JsonNode record : records) {
            if (record.path("over").asText().equals("dtls")
                    && record.path("type").asText().equals(type)
                    && !record.path("random").asText().equals(RETRY)) {
                String key = Frame.key(Frame.end(record, "src", "sport"), Frame.end(record, "dst", "dport"));
                hellos.putIfAbsent(key, record);
            }
        }
        return hellos;
    }

    private static Map<String, DtlsConnection> ours(Path capture) throws IOException {
        Map<String, DtlsConnection> connections = new TreeMap<>();
        Map<String, String> initiators = new HashMap<>();
        RawPacket raw = new RawPacket();
        try (CaptureReader reader = CaptureFile.open(capture)) {
            while (reader.next(raw)) {
                Frame frame = Frame.of(raw);
                if (frame != null && !frame.tcp()) {
                    String key = frame.key();
                    boolean backward = !initiators
                            .computeIfAbsent(key, k -> frame.source())
                            .equals(frame.source());
                    byte[] bytes = frame.bytes();
                    connections
                            .computeIfAbsent(key, k -> new DtlsConnection())
                            .datagram(backward, bytes, 0, bytes.length);
                }
            }
        }
        return connections;
    }
}
