package io.flowjay.protocol.http2;

/** What one end of a TCP connection sends, read as HTTP/2. */
public abstract class Http2Direction {
    private final FrameReader frames;
    private final Settings own;
    private boolean framing;
    private boolean rejected;

    Http2Direction(boolean server, Settings own, Settings peers) {
        this.own = own;
        frames = new FrameReader(server, own, peers);
    }

    /**
     * Takes the next bytes of the stream, split in any way.
     *
     * @param data holds the bytes
     * @param from where they start
     * @param to where they end
     */
    public final void accept(byte[] data, int from, int to) {
        int at = from;
        while (at < to && !framing && !rejected) {
            at = opening(data, at, to);
        }
        if (framing) {
            frames.accept(data, at, to);
        }
    }

    /**
     * Takes bytes that come before the first frame, at least one.
     *
     * @return where the bytes begin that it did not take
     */
    abstract int opening(byte[] data, int from, int to);

    /** Frames begin with the next byte. */
    final void framesFollow() {
        framing = true;
    }

    /** This is no HTTP/2. */
    final void reject() {
        rejected = true;
    }

    final Settings own() {
        return own;
    }

    final FrameCounts counts() {
        return frames.counts();
    }

    /** Whether frames may be read. */
    final boolean framing() {
        return framing;
    }

    /** Whether no more bytes are of use. */
    public final boolean ended() {
        return rejected || frames.ended();
    }
}
