package io.flowjay.protocol.http2;

import io.flowjay.protocol.payload.MalformedCounts;
import org.jspecify.annotations.Nullable;

/**
 * Both directions of a TCP connection, read as HTTP/2; the preface shows which of them is the client's. All counts are 0 until
 * that is seen.
 */
public final class Http2Conversation {
    private static final int FIXED_BYTES = 320;
    private static final int BYTES_OF_FRAMES = 256;

    private final StreamIds streams = new StreamIds();
    private Http2Direction forward;
    private Http2Direction backward;

    /** Nothing is seen yet. */
    public Http2Conversation() {
        Settings forwards = new Settings();
        Settings backwards = new Settings();
        forward = new Http2Direction(forwards, backwards, streams);
        backward = new Http2Direction(backwards, forwards, streams);
    }

    /** What the connection's initiator sends. */
    public Http2Direction forward() {
        return forward;
    }

    /** What the connection's responder sends. */
    public Http2Direction backward() {
        return backward;
    }

    /** Whether this is HTTP/2: there is a preface, or a server agreed to an upgrade. */
    public boolean detected() {
        return prefaceSeen() || forward.agreed() || backward.agreed();
    }

    /** Whether a client's connection preface was seen (RFC 9113 section 3.4). */
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

    /** RST_STREAM frames. */
    public int rstStreamFrames() {
        return count(FrameType.RST_STREAM);
    }

    /** PING frames, acknowledgements included. */
    public int pingFrames() {
        return count(FrameType.PING);
    }

    /** CONTINUATION frames. */
    public int continuationFrames() {
        return count(FrameType.CONTINUATION);
    }

    /** Whether HTTP/1.1 came before, by the client's request or the server's answer (RFC 7540 section 3.2). */
    public boolean upgraded() {
        return forward.upgraded() || backward.upgraded();
    }

    /** Distinct streams, other than 0, of HEADERS, DATA and the server's promises. */
    public int streams() {
        return prefaceSeen() ? streams.size() : 0;
    }

    /** Exchanges initiator and responder. */
    public void turn() {
        Http2Direction ofInitiator = forward;
        forward = backward;
        backward = ofInitiator;
    }

    /** Memory that this takes, about, in bytes, without what the directions hold of messages that are not whole. */
    public int heldBytes() {
        return FIXED_BYTES
                + (forward.frames() == null ? 0 : BYTES_OF_FRAMES)
                + (backward.frames() == null ? 0 : BYTES_OF_FRAMES)
                + streams.heldBytes();
    }

    /** Counts what broke the format where this is HTTP/2. */
    public void countMalformed(MalformedCounts into) {
        if (detected()) {
            countMalformed(forward, into);
            countMalformed(backward, into);
        }
    }

    private static void countMalformed(Http2Direction direction, MalformedCounts into) {
        FrameReader frames = direction.frames();
        if (frames != null) {
            frames.countMalformed(into);
        }
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
