package io.flowjay.sample;

import java.time.Duration;

/** Datagrams between one pair of ports. */
final class UdpConversation {
    private static final int MILLISECOND = 1_000_000;

    private final Link link;
    private final int initiatorPort;
    private final int responderPort;
    private final Noise noise;
    private long now;

    /** @param start since the start of the capture, to the millisecond */
    UdpConversation(Link link, Duration start, int initiatorPort, int responderPort) {
        this.link = link;
        this.initiatorPort = initiatorPort;
        this.responderPort = responderPort;
        noise = new Noise(initiatorPort * 65_536L + responderPort);
        now = start.toNanos() + noise.below(MILLISECOND);
    }

    UdpConversation send(Way way, byte[] data) {
        boolean forward = way == Way.FORWARD;
        int source = forward ? initiatorPort : responderPort;
        link.sendUdp(now, way, source, forward ? responderPort : initiatorPort, data);
        return this;
    }

    /** Lets about {@code nanos} pass. */
    UdpConversation pauseNanos(long nanos) {
        now += noise.around(nanos);
        return this;
    }

    UdpConversation pauseMillis(long millis) {
        return pauseNanos(millis * 1_000_000L);
    }

    UdpConversation pauseMicros(long micros) {
        return pauseNanos(micros * 1_000L);
    }

    /** Lets exactly {@code duration} pass. */
    UdpConversation idle(Duration duration) {
        now += duration.toNanos();
        return this;
    }

    /** Nanoseconds since the start of the capture. */
    long now() {
        return now;
    }
}
