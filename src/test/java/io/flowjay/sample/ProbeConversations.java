package io.flowjay.sample;

import java.time.Duration;

/** Connections that never come about: a refused one and a port scan. */
final class ProbeConversations {
    private ProbeConversations() {}

    static void addTo(Trace trace) {
        Link closed = new Link(trace, Host.LAPTOP, Host.neighbour("52:54:00:9b:44:1e", "192.168.10.61"));
        TcpConversation.linux(closed, Duration.ofMillis(17_870), Duration.ofNanos(410_000), 59_022, 5432)
                .openRefused();
        scan(trace);
    }

    /** Someone outside tries five ports of the laptop, of which two answer that they are closed. */
    private static void scan(Trace trace) {
        Link link = new Link(trace, Host.remote("203.0.113.200"), Host.LAPTOP);
        int[] ports = {21, 22, 23, 445, 3389};
        for (int i = 0; i < ports.length; i++) {
            TcpConversation probe = TcpConversation.between(
                    link,
                    Duration.ofMillis(28_900L + 12L * i),
                    Duration.ofNanos(60_000),
                    40_000,
                    TcpStack.SCANNER,
                    ports[i]);
            if (ports[i] == 22 || ports[i] == 445) {
                probe.openRefused();
            } else {
                probe.syn();
            }
        }
    }
}
