package io.flowjay.protocol.tls;

import io.flowjay.protocol.payload.Payload;
import io.flowjay.wire.ByteCursor;
import io.flowjay.wire.Bytes;
import io.flowjay.wire.MalformedException;
import java.util.Arrays;

/**
 * Cuts a byte stream into handshake messages, however the bytes come: out of TLS records, or of QUIC's CRYPTO frames put in
 * order. A message is collected only when its sink wants it; memory grows with the bytes that came, not with a stated length.
 *
 * <pre>
 * type 1 | length 3 | body
 * </pre>
 */
final class HandshakeReader {
    private static final int HEADER_LENGTH = 4;
    private static final int MIN_BUFFER = 512;
    private static final byte[] NOTHING = {};

    /** Takes the messages. */
    public interface Sink {
        /** Whether the message that starts now is to be collected. */
        boolean wants(int type);

        /** Takes a message that was wanted; its bytes are only lent. */
        void message(int type, ByteCursor body) throws MalformedException;
    }

    private final Sink sink;
    private final byte[] header = new byte[HEADER_LENGTH];
    private int headerLength;
    /** Bytes of the current body that have not come yet. */
    private int missing;

    private boolean wanted;
    private byte[] body = NOTHING;
    private int bodyLength;

    /** @param sink takes the messages */
    public HandshakeReader(Sink sink) {
        this.sink = sink;
    }

    /**
     * Takes the next bytes of the stream.
     *
     * @param run holds them
     * @param length how many of them are the handshake's
     */
    public void accept(Payload run, int length) throws MalformedException {
        int left = length;
        while (left > 0) {
            if (headerLength < HEADER_LENGTH) {
                header[headerLength++] = (byte) run.u8();
                left--;
                if (headerLength == HEADER_LENGTH) {
                    missing = Bytes.u8(header, 1) << 16 | Bytes.u16be(header, 2);
                    wanted = sink.wants(type());
                }
            } else {
                int count = Math.min(missing, left);
                collect(run, count);
                missing -= count;
                left -= count;
            }
            if (headerLength == HEADER_LENGTH && missing == 0) {
                finish();
            }
        }
    }

    /** Type of the wanted message that has begun and is not whole; -1 when there is none. */
    int unfinishedType() {
        return wanted ? type() : -1;
    }

    /** What has come of the body of that message. */
    ByteCursor unfinishedBody() {
        return ByteCursor.of(body, 0, bodyLength);
    }

    int heldBytes() {
        return body.length;
    }

    private int type() {
        return Bytes.u8(header, 0);
    }

    private void collect(Payload run, int count) {
        if (wanted) {
            if (count > body.length - bodyLength) {
                body = Arrays.copyOf(body, Math.max(MIN_BUFFER, 2 * (bodyLength + count)));
            }
            run.take(count, body, bodyLength);
            bodyLength += count;
        } else {
            run.skip(count);
        }
    }

    private void finish() throws MalformedException {
        headerLength = 0;
        if (wanted) {
            wanted = false;
            ByteCursor whole = ByteCursor.of(body, 0, bodyLength);
            body = NOTHING;
            bodyLength = 0;
            sink.message(type(), whole);
        }
    }
}
