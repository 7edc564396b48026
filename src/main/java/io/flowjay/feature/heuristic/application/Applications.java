package io.flowjay.feature.heuristic.application;

import io.flowjay.feature.heuristic.rule.DetectedProtocols;
import io.flowjay.feature.heuristic.rule.FirstPayload;
import io.flowjay.feature.heuristic.rule.Ports;
import io.flowjay.feature.heuristic.rule.RuleTransport;
import io.flowjay.flow.Flow;
import io.flowjay.packet.IpProtocol;
import io.flowjay.protocol.FlowProtocols;
import io.flowjay.protocol.dns.DnsExchange;
import io.flowjay.protocol.http1.Http1Conversation;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names the application of a flow. */
public final class Applications {
    /** How many of the first bytes of each side it looks at: those of a list of SMB's dialects. */
    public static final int SAMPLE_BYTES = 192;

    /** Protocols that TLS begins in, and whose name stays. */
    private static final Set<String> CARRIERS_OF_TLS = Set.of("MsSQL-TDS", "PostgreSQL", "MySQL", "SOCKS");

    private final Map<String, String> byName = new HashMap<>();
    /** By port number. */
    private final @Nullable String[] tcp = new @Nullable String[Ports.MOST + 1];

    private final @Nullable String[] udp = new @Nullable String[Ports.MOST + 1];

    /**
     * By the rules of a file.
     *
     * @param rules server names and ports
     */
    public Applications(ApplicationRules rules) {
        for (ApplicationRules.Server server : rules.servers()) {
            server.names().forEach(name -> byName.put(name, server.application()));
        }
        for (ApplicationRules.Port rule : rules.ports()) {
            (rule.transport() == RuleTransport.TCP ? tcp : udp)[rule.port()] = rule.application();
        }
    }

    /** Judges a finished flow. */
    public Application of(Flow flow) {
        String protocol = content(flow);
        if (protocol != null) {
            String service = service(serverName(flow));
            return service == null || protocol.indexOf('.') >= 0
                    ? new Application(protocol, Application.CONTENT)
                    : new Application(protocol + "." + service, Application.NAME);
        }
        String guess = port(flow);
        return guess == null ? Application.NONE : new Application(guess, Application.PORT);
    }

    private static @Nullable String content(Flow flow) {
        boolean isTcp = flow.isTcp();
        if (!isTcp && flow.protocol() != IpProtocol.UDP) {
            return IpApplications.of(flow.protocol());
        }
        Start client = Start.of(FirstPayload.of(flow, false));
        Start server = Start.of(FirstPayload.of(flow, true));
        FlowProtocols protocols = flow.protocols();
        String decoded =
                protocols == null ? null : isTcp ? tcp(flow, protocols, client, server) : udp(flow, protocols, client);
        if (decoded != null) {
            return decoded;
        }
        return isTcp ? TcpSignatures.of(flow, client, server) : UdpSignatures.of(flow, client, server);
    }

    private static @Nullable String tcp(Flow flow, FlowProtocols protocols, Start client, Start server) {
        if (protocols.tls() != null) {
            // Nothing came before it.
            boolean alone = client.isTlsHandshake() && (server.isEmpty() || server.isTlsHandshake());
            return tls(flow, alone ? null : TcpSignatures.of(flow, client, server));
        }
        if (protocols.http1() != null && (TcpSignatures.isSocks(flow, client) || TcpSignatures.isSocks(flow, server))) {
            return "SOCKS";
        }
        if (protocols.ssh() != null) {
            return "SSH";
        }
        Http1Conversation http = protocols.http1();
        if (http != null) {
            return http.method().equals("CONNECT") ? "HTTP_Connect" : "HTTP";
        }
        if (protocols.http2() != null) {
            return "HTTP2";
        }
        return protocols.dns() != null ? "DNS" : null;
    }

    /** TLS, or the protocol of mail that began it (RFC 3207, RFC 2595), or has a port for it (RFC 8314). */
    private static String tls(Flow flow, @Nullable String first) {
        if ("SMTP".equals(first) || Ports.has(flow, 465)) {
            return "SMTPS";
        }
        if ("IMAP".equals(first) || Ports.has(flow, 993)) {
            return "IMAPS";
        }
        if ("POP3".equals(first) || Ports.has(flow, 995)) {
            return "POPS";
        }
        return first != null && CARRIERS_OF_TLS.contains(first) ? first : "TLS";
    }

    private static @Nullable String udp(Flow flow, FlowProtocols protocols, Start client) {
        if (protocols.quic() != null) {
            return "QUIC";
        }
        if (protocols.dtls() != null) {
            // RFC 8825: WebRTC asks for its path before it secures it.
            return SharedSignatures.isStun(client) ? "STUN" : "DTLS";
        }
        DnsExchange dns = protocols.dns();
        if (dns == null || Ports.has(flow, 137)) {
            return null;
        }
        // RFC 6762 section 3, RFC 4795 section 2.3
        return Ports.has(flow, 5353) ? "MDNS" : Ports.has(flow, 5355) ? "LLMNR" : "DNS";
    }

    /** What the client asks for, without a port, in lower case; empty when it does not say. */
    private static String serverName(Flow flow) {
        FlowProtocols protocols = flow.protocols();
        if (protocols == null) {
            return "";
        }
        String name = DetectedProtocols.serverName(flow);
        Http1Conversation http = protocols.http1();
        DnsExchange dns = protocols.dns();
        if (name.isEmpty() && http != null) {
            name = http.host();
        } else if (name.isEmpty() && dns != null) {
            name = dns.queryName();
        }
        int colon = name.lastIndexOf(':');
        String host = (colon < 0 ? name : name.substring(0, colon)).toLowerCase(Locale.ROOT);
        // The final dot of a whole name (RFC 3986 section 3.2.2).
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    /** By the longest name in the file that is the server's, or one above it. */
    private @Nullable String service(String serverName) {
        String rest = serverName;
        while (!rest.isEmpty()) {
            String service = byName.get(rest);
            if (service != null) {
                return service;
            }
            int dot = rest.indexOf('.');
            rest = dot < 0 ? "" : rest.substring(dot + 1);
        }
        return null;
    }

    private @Nullable String port(Flow flow) {
        if (!flow.isTcp() && flow.protocol() != IpProtocol.UDP) {
            return null;
        }
        @Nullable String[] ports = flow.isTcp() ? tcp : udp;
        String ofResponder = ports[flow.responderPort()];
        return ofResponder != null ? ofResponder : ports[flow.initiatorPort()];
    }
}
