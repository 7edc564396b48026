package io.flowjay.protocol.quic;

import io.flowjay.wire.ByteCursor;
import io.flowjay.wire.MalformedException;

/** The frames that an Initial packet may hold (RFC 9000 section 12.4, table 3). */
final class InitialFrames {
    private static final int PADDING = 0x00;
    private static final int PING = 0x01;
    private static final int ACK = 0x02;
    private static final int ACK_ECN = 0x03;
    private static final int CONNECTION_CLOSE = 0x1c;

    private static final int GOOGLE_ACK = 0x40;
    private static final int GOOGLE_ACK_MASK = 0xc0;
    private static final int GOOGLE_ACK_RANGES = 0x20;

    private InitialFrames() {}

    /**
     * Takes the data of the CRYPTO frames.
     *
     * @param frames the payload of a packet, without its protection
     * @param length bytes of the payload
     * @param format how the packet's version writes frames
     * @param into where the data goes
     * @throws MalformedException when a frame is cut, not allowed, or beyond the stream's limit; what came before it stands
     */
    static void read(byte[] frames, int length, FrameFormat format, CryptoStream into) throws MalformedException {
        ByteCursor in = ByteCursor.of(frames, 0, length);
        while (in.hasRemaining()) {
            int type = in.u8();
            if (type == PADDING) {
                in.seek(endOfPadding(frames, in.position(), length));
            } else if (type == format.cryptoFrame()) {
                crypto(in, frames, into);
            } else if (format == FrameFormat.GOOGLE && (type & GOOGLE_ACK_MASK) == GOOGLE_ACK) {
                skipGoogleAck(in, type);
            } else if (type == CONNECTION_CLOSE) {
                return;
            } else {
                skip(in, type);
            }
        }
    }

    private static void skip(ByteCursor in, int type) throws MalformedException {
        switch (type) {
            case PING -> {}
            case ACK, ACK_ECN -> skipAck(in, type);
            default -> throw in.malformed("frame that no Initial packet may hold");
        }
    }

    /** Most of a client's Initial is PADDING, a frame for each byte. */
    private static int endOfPadding(byte[] frames, int from, int end) {
        int at = from;
        while (at < end && frames[at] == PADDING) {
            at++;
        }
        return at;
    }

    // Offset (i) | Length (i) | Crypto Data (..)
    private static void crypto(ByteCursor in, byte[] frames, CryptoStream into) throws MalformedException {
        long offset = in.varint();
        ByteCursor data = in.slice(in.varint());
        int from = in.position() - data.remaining();
        if (!into.add(offset, frames, from, data.remaining())) {
            throw in.malformed("handshake beyond the limit");
        }
    }

    // Largest Acknowledged (i) | ACK Delay (i) | ACK Range Count (i) | First ACK Range (i)
    // ACK Range Count times: Gap (i) | ACK Range Length (i)
    // ACK_ECN also: ECT0 Count (i) | ECT1 Count (i) | ECN-CE Count (i)
    private static void skipAck(ByteCursor in, int type) throws MalformedException {
        in.varint();
        in.varint();
        long ranges = in.varint();
        in.varint();
        for (long i = 0; i < ranges; i++) {
            in.varint();
            in.varint();
        }
        if (type == ACK_ECN) {
            in.varint();
            in.varint();
            in.varint();
        }
    }

    // Type 01n0llmm: largest (by ll) | delay (16) | if n: ranges (8) | first range (by mm) | each range: gap (8),
    // length (by mm)
    // then: timestamps (8), and when there are any: delta (8) | time (32), and for each behind the first: delta (8) |
    // time (16)
    private static void skipGoogleAck(ByteCursor in, int type) throws MalformedException {
        int rangeLength = googleLength(type);
        in.skip(googleLength(type >> 2) + 2);
        int ranges = (type & GOOGLE_ACK_RANGES) == 0 ? 0 : in.u8();
        in.skip(rangeLength + ranges * (1 + rangeLength));
        int timestamps = in.u8();
        if (timestamps > 0) {
            in.skip(5 + 3 * (timestamps - 1));
        }
    }

    private static int googleLength(int twoBits) {
        return switch (twoBits & 3) {
            case 0 -> 1;
            case 1 -> 2;
            case 2 -> 4;
            default -> 6;
        };
    }
}
