package io.flowjay.protocol.ssh;

import io.flowjay.protocol.payload.Malformed;
import io.flowjay.protocol.payload.Payload;
import org.jspecify.annotations.Nullable;

/**
 * Finds the identification line at the start of one direction. A server may send other lines before it (RFC 4253 section 4.2); a
 * client may not.
 */
final class IdentificationReader {
    /** Longest identification line, with its CR LF (RFC 4253 section 4.2). */
    static final int MAX_LINE = 255;
    /** Most lines that a server may send before it. */
    static final int MAX_GREETING_LINES = 50;
    /** Most bytes that they may have. */
    static final int MAX_GREETING_BYTES = 8 * 1024;

    private static final byte[] PREFIX = {'S', 'S', 'H', '-'};

    private final boolean greetingAllowed;
    /** Bytes of the current line that were {@link #PREFIX} so far, or -1 in a line that begins otherwise. */
    private int prefix;

    private int greetingLines;
    private int greetingBytes;
    /** Null before the line begins, and once it is read. */
    private byte @Nullable [] line;

    private int lineLength;
    private boolean began;
    private boolean ended;
    private boolean lineEnded;
    private @Nullable Malformed fault;
    private @Nullable SshIdentification identification;

    IdentificationReader(SshRole role) {
        greetingAllowed = role == SshRole.SERVER;
    }

    /** Takes the next bytes of the direction, up to the end of the line. */
    void accept(Payload run) {
        byte[] data = run.data();
        int from = run.offset();
        int to = from + run.remaining();
        int at = from;
        while (at < to && !ended) {
            byte next = data[at++];
            if (line != null) {
                store(line, next);
            } else if (prefix >= 0 && next == PREFIX[prefix]) {
                prefix++;
                if (prefix == PREFIX.length) {
                    began = true;
                    line = new byte[MAX_LINE];
                    System.arraycopy(PREFIX, 0, line, 0, PREFIX.length);
                    lineLength = PREFIX.length;
                }
            } else {
                greeting(next);
            }
        }
        run.skip(at - from);
    }

    private void store(byte[] into, byte next) {
        into[lineLength++] = next;
        if (next == '\n') {
            lineEnded = true;
            identify(into);
            fault = identification == null ? Malformed.SSH_IDENTIFICATION : null;
        } else if (lineLength == MAX_LINE) {
            ended = true;
            fault = Malformed.SSH_LINE_LENGTH;
        }
    }

    /** A byte of a line that is not the identification. Text has no NUL, so that binary protocols are told at once. */
    private void greeting(byte next) {
        greetingBytes += Math.max(0, prefix) + 1;
        boolean tooLong = greetingLines == MAX_GREETING_LINES || greetingBytes > MAX_GREETING_BYTES;
        if (!greetingAllowed || next == 0 || tooLong) {
            ended = true;
        } else if (next == '\n') {
            prefix = 0;
            greetingLines++;
        } else {
            prefix = -1;
        }
    }

    /** The direction ends: a line whose end was not seen counts as far as it goes. */
    void end() {
        ended = true;
        if (line != null) {
            identify(line);
        }
    }

    private void identify(byte[] whole) {
        ended = true;
        identification = SshIdentification.read(whole, lineLength);
        line = null;
    }

    /** What is malformed of a line that began with {@code SSH-}; null when nothing is. */
    @Nullable
    Malformed fault() {
        return fault;
    }

    int heldBytes() {
        return line == null ? 0 : line.length;
    }

    /** Whether no more bytes are of use. */
    boolean ended() {
        return ended;
    }

    /** Whether the line ended, so that packets start after it. */
    boolean lineEnded() {
        return lineEnded;
    }

    /** Whether a line began with {@code SSH-}. */
    boolean began() {
        return began;
    }

    /** Whether other lines came first. */
    boolean greeted() {
        return greetingBytes > 0;
    }

    @Nullable
    SshIdentification identification() {
        return identification;
    }
}
