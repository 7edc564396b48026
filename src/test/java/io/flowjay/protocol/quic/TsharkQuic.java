package io.flowjay.protocol.quic;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What tshark says of the QUIC packets of a 5-tuple. */
final class TsharkQuic {
    private static final String RETRY_RANDOM = "cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c";

    private final Map<PacketType, Integer> packets = new EnumMap<>(PacketType.class);
    private int version;
    private int versionNegotiations;
    private long versionFrame = Long.MAX_VALUE;
    private @Nullable JsonNode clientHello;
    private @Nullable JsonNode serverHello;

    /** The QUIC flows of a capture's records. */
    static Map<Set<UdpFrame.Endpoint>, TsharkQuic> of(List<JsonNode> records) throws IOException {
        Map<Set<UdpFrame.Endpoint>, TsharkQuic> flows = new LinkedHashMap<>();
        for (JsonNode node : records) {
            boolean hello = "tls".equals(node.path("kind").asText())
                    && "quic".equals(node.path("over").asText());
            if (hello || "quic".equals(node.path("kind").asText())) {
                TsharkQuic flow = flows.computeIfAbsent(ends(node), absent -> new TsharkQuic());
                if (hello) {
                    flow.hello(node);
                } else {
                    flow.packets(node);
                }
            }
        }
        return flows;
    }

    private static Set<UdpFrame.Endpoint> ends(JsonNode node) throws IOException {
        return Set.of(end(node, "src", "sport"), end(node, "dst", "dport"));
    }

    private static UdpFrame.Endpoint end(JsonNode node, String address, String port) throws IOException {
        return UdpFrame.Endpoint.of(
                InetAddress.getByName(node.get(address).asText()).getAddress(),
                node.get(port).asInt());
    }

    private void packets(JsonNode node) {
        int number = Integer.parseUnsignedInt(node.get("version").asText().substring(2), 16);
        if (number == 0) {
            versionNegotiations += node.get("packets").asInt();
            return;
        }
        if (node.get("frame").asLong() < versionFrame) {
            versionFrame = node.get("frame").asLong();
            version = number;
        }
        String rawType = node.get("long_packet_type").asText();
        PacketType[] order = PacketType.values();
        int type = number == Peer.V2 ? (Integer.parseInt(rawType) + 3) & 3 : Integer.parseInt(rawType);
        packets.merge(order[type], node.get("packets").asInt(), Integer::sum);
    }

    private void hello(JsonNode node) {
        if ("client_hello".equals(node.get("type").asText())) {
            clientHello = clientHello == null ? node : clientHello;
        } else if (!RETRY_RANDOM.equals(node.path("random").asText())) {
            serverHello = serverHello == null ? node : serverHello;
        }
    }

    /** Version of the first packet that is no Version Negotiation. */
    int version() {
        return version;
    }

    int versionNegotiations() {
        return versionNegotiations;
    }

    int packets(PacketType type) {
        return packets.getOrDefault(type, 0);
    }

    /** The first ClientHello, or null. */
    @Nullable
    JsonNode clientHello() {
        return clientHello;
    }

    /** The first ServerHello that is no HelloRetryRequest, or null. */
    @Nullable
    JsonNode serverHello() {
        return serverHello;
    }

    @Override
    public String toString() {
        return packets
                + (clientHello == null ? "" : " to " + clientHello.path("sni").asText());
    }
}
