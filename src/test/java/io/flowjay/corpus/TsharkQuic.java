package io.flowjay.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What tshark says of the QUIC packets between two UDP endpoints. */
final class TsharkQuic {
    private static final String RETRY_RANDOM = "cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c";
    private static final int V2 = 0x6b3343cf;
    /** Types in the order of version 1's type bits; version 2 begins one later. */
    private static final List<String> TYPES = List.of("initial", "0rtt", "handshake", "retry");

    private final Map<String, Integer> packets = new HashMap<>();
    private long firstFrame = Long.MAX_VALUE;
    private @Nullable JsonNode first;
    private @Nullable JsonNode clientHello;
    private @Nullable JsonNode serverHello;
    private @Nullable JsonNode firstServerHello;

    /** The QUIC flows of a capture's records, by {@link CaptureRecords#key}. */
    static Map<String, TsharkQuic> of(List<JsonNode> records) {
        Map<String, TsharkQuic> flows = new LinkedHashMap<>();
        for (JsonNode node : records) {
            boolean hello = "tls".equals(node.path("kind").asText())
                    && "quic".equals(node.path("over").asText());
            if (hello || "quic".equals(node.path("kind").asText())) {
                TsharkQuic flow = flows.computeIfAbsent(CaptureRecords.key(node), absent -> new TsharkQuic());
                if (hello) {
                    flow.hello(node);
                } else {
                    flow.packets(node);
                }
            }
        }
        return flows;
    }

    private void packets(JsonNode node) {
        int number = Integer.parseUnsignedInt(node.get("version").asText().substring(2), 16);
        int count = node.get("packets").asInt();
        if (number == 0) {
            packets.merge("version negotiation", count, Integer::sum);
            return;
        }
        if (node.get("frame").asLong() < firstFrame) {
            firstFrame = node.get("frame").asLong();
            first = node;
        }
        int bits = node.get("long_packet_type").asInt();
        packets.merge(TYPES.get(number == V2 ? (bits + 3) & 3 : bits), count, Integer::sum);
    }

    private void hello(JsonNode node) {
        if ("client_hello".equals(node.get("type").asText())) {
            clientHello = clientHello == null ? node : clientHello;
        } else {
            firstServerHello = firstServerHello == null ? node : firstServerHello;
            boolean retry = RETRY_RANDOM.equals(node.path("random").asText());
            serverHello = serverHello == null && !retry ? node : serverHello;
        }
    }

    /** Version of the first packet that is no Version Negotiation; 0 for none. */
    long version() {
        return first == null ? 0 : Long.parseLong(first.get("version").asText().substring(2), 16);
    }

    /** Length in bytes of that packet's {@code dcid} or {@code scid}. */
    long idLength(String field) {
        String id = first == null ? "" : first.path(field).asText();
        return id.isEmpty() ? 0 : id.split(":", -1).length;
    }

    /** Packets of a type: initial, 0rtt, handshake, retry, version negotiation. */
    long packets(String type) {
        return packets.getOrDefault(type, 0);
    }

    /** The first ClientHello, or null. */
    @Nullable
    JsonNode clientHello() {
        return clientHello;
    }

    /** The first ServerHello, which may be a HelloRetryRequest, or null. */
    @Nullable
    JsonNode firstServerHello() {
        return firstServerHello;
    }

    /** The first ServerHello that is no HelloRetryRequest, or null. */
    @Nullable
    JsonNode serverHello() {
        return serverHello;
    }
}
