package io.flowjay.sample;

import java.security.GeneralSecurityException;
import java.time.Duration;

/** QUIC: version 1 with a ClientHello in one Initial packet, then in two, and version 2. */
final class QuicConversations {
    private static final int HTTPS = 443;

    private QuicConversations() {}

    static void addTo(Trace trace) throws GeneralSecurityException {
        Link edge = new Link(trace, Host.LAPTOP, Host.remote("198.51.100.33"));
        new QuicConversation(at(edge, 3_140, 55_871), QuicVersion.V1, "cdn.example.net", 0, new Noise(91))
                .handshake(false, 18)
                .exchange(421, 7, 388, 18)
                .close(14_200);
        Link video = new Link(trace, Host.LAPTOP, Host.remote("203.0.113.90"));
        new QuicConversation(at(video, 12_480, 61_009), QuicVersion.V1, "video.example.org", 0, new Noise(92))
                .handshake(true, 42)
                .exchange(356, 6, 911, 42)
                .exchange(118, 3, 240, 42)
                .close(9_700);
        Link ipv6 = new Link(trace, Host.LAPTOP_V6, Host.remote("2001:db8:33::90"));
        new QuicConversation(at(ipv6, 21_020, 49_433), QuicVersion.V2, "v2.example.com", 5, new Noise(93))
                .handshake(false, 27)
                .exchange(203, 2, 655, 27)
                .close(3_050);
    }

    private static UdpConversation at(Link link, long millis, int port) {
        return new UdpConversation(link, Duration.ofMillis(millis), port, HTTPS);
    }
}
