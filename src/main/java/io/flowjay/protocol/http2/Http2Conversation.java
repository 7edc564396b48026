package io.flowjay.protocol.http2;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Both directions of a TCP connection, read as HTTP/2; which of them is the client's is told by the preface. All counts are 0 until
 * that is seen.
 */
public final class Http2Conversation {
    private static final int FIXED_BYTES = 56;

    private final Http2Direction forward;
    private final Http2Direction backward;

    /** Nothing is seen yet. */
    public Http2Conversation() {
        Settings forwards = new Settings();
        Settings backwards = new Settings();
        forward = new Http2Direction(forwards, backwards);
        backward = new Http2Direction(backwards, forwards);
    }

    /** Memory that this takes, about, in bytes. */
    public int heldBytes() {
        return FIXED_BYTES + forward.heldBytes() + backward.heldBytes();
    }

    /** What the connection's initiator sends. */
    public Http2Direction forward() {
        return forward;
    }

    /** What the connection's responder sends. */
    public Http2Direction backward() {
        return backward;
    }

    /** Whether a client's connection preface was seen (RFC 9113 section 3.4), which is to say HTTP/2. */
    public boolean prefaceSeen() {
        return forward.prefaceSeen() || backward.prefaceSeen();
    }

    /** Frames of both directions, of any type. */
    public int frames() {
        return total(forward) + total(backward);
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
        Http2Direction server = forward.prefaceSeen() ? backward : forward;
        return count(server, FrameType.PUSH_PROMISE);
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
        return (int)
                IntStream.concat(streams(forward), streams(backward)).distinct().count();
    }

    private IntStream streams(Http2Direction direction) {
        FrameCounts counts = counts(direction);
        return counts == null ? IntStream.empty() : counts.streams();
    }

    private int total(Http2Direction direction) {
        FrameCounts counts = counts(direction);
        return counts == null ? 0 : counts.total();
    }

    private int count(int type) {
        return count(forward, type) + count(backward, type);
    }

    private int count(Http2Direction direction, int type) {
        FrameCounts counts = counts(direction);
        return counts == null ? 0 : counts.of(type);
    }

    private @Nullable FrameCounts counts(Http2Direction direction) {
        FrameReader frames = direction.frames();
        return frames == null || !prefaceSeen() ? null : frames.counts();
    }
}
