package io.flowjay.protocol.http2;

import java.util.HashSet;
import java.util.Set;

/** Both directions of a TCP connection, read as HTTP/2. All counts are 0 until the client's preface is seen. */
public final class Http2Conversation {
    private final ClientDirection client;
    private final ServerDirection server;

    /** Nothing is seen yet. */
    public Http2Conversation() {
        Settings clients = new Settings();
        Settings servers = new Settings();
        client = new ClientDirection(clients, servers);
        server = new ServerDirection(servers, clients);
    }

    /** What the connection's initiator sends. */
    public Http2Direction client() {
        return client;
    }

    /** What the connection's responder sends. */
    public Http2Direction server() {
        return server;
    }

    /** Whether no more bytes are of use. */
    public boolean ended() {
        return client.ended() && (server.ended() || !prefaceSeen());
    }

    /** Whether the client's connection preface was seen (RFC 9113 section 3.4), which is to say HTTP/2. */
    public boolean prefaceSeen() {
        return client.framing();
    }

    /** Frames of both directions, of any type. */
    public int frames() {
        return prefaceSeen() ? client.counts().total() + server.counts().total() : 0;
    }

    /** DATA frames. */
    public int dataFrames() {
        return count(FrameType.DATA);
    }

    /** HEADERS frames, without their CONTINUATION. */
    public int headersFrames() {
        return count(FrameType.HEADERS);
    }

    /** SETTINGS frames, acknowledgements included. */
    public int settingsFrames() {
        return count(FrameType.SETTINGS);
    }

    /** PUSH_PROMISE frames of the server. */
    public int pushPromiseFrames() {
        return prefaceSeen() ? server.counts().of(FrameType.PUSH_PROMISE) : 0;
    }

    /** GOAWAY frames. */
    public int goawayFrames() {
        return count(FrameType.GOAWAY);
    }

    /** WINDOW_UPDATE frames. */
    public int windowUpdateFrames() {
        return count(FrameType.WINDOW_UPDATE);
    }

    /** Distinct streams, other than 0, of HEADERS, DATA and the server's promises. */
    public int streams() {
        if (!prefaceSeen()) {
            return 0;
        }
        Set<Integer> streams = new HashSet<>(client.counts().streams());
        streams.addAll(server.counts().streams());
        return streams.size();
    }

    private int count(int type) {
        return prefaceSeen() ? client.counts().of(type) + server.counts().of(type) : 0;
    }
}
