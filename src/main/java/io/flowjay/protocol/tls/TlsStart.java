package io.flowjay.protocol.tls;

import io.flowjay.protocol.payload.Payload;
import java.util.Arrays;

/**
 * Recognizes the record that starts TLS: it lies where a segment starts, and the first hello starts in it. A server may warn of
 * an unknown name first. The first bytes may come in several segments, whose bytes are kept meanwhile.
 *
 * <pre>
 * [alert: 21 | version 3.x | length 2 | warning, reason]
 * record: 22 | version 3.x | length 2 |  message: 1 or 2 | length 3 | version 3.x
 * </pre>
 */
final class TlsStart {
    /** What the bytes from a place on are. */
    enum Match {
        YES,
        NO,
        TOO_SHORT
    }

    private static final int LENGTH = 10;
    private static final int ALERT_LENGTH = 7;
    private static final int WARNING = 1;
    private static final int MAX_MINOR_VERSION = 4;
    private static final int MAX_FIRST_RECORD = 1 << 14;
    private static final int MIN_HELLO = 38;
    private static final int DRAFT_MAJOR_VERSION = 0x7f;

    private static final byte[] NO_BYTES = {};
    private static final int[] NO_STARTS = {};

    private byte[] kept = NO_BYTES;
    private int[] segmentStarts = NO_STARTS;

    /** Bytes of earlier segments that may be the start. */
    byte[] kept() {
        return kept;
    }

    /** Where in {@link #kept()} each segment starts; the first is 0. */
    int[] segmentStarts() {
        return segmentStarts;
    }

    int heldBytes() {
        return kept.length + Integer.BYTES * segmentStarts.length;
    }

    /** Looks at the bytes kept, followed by those of the next segment, and forgets kept ones that are not the start. Takes nothing. */
    Match next(Payload segment) {
        Match match = matchFrom(segment);
        while (match == Match.NO && kept.length > 0) {
            int second = segmentStarts.length > 1 ? segmentStarts[1] : kept.length;
            kept = Arrays.copyOfRange(kept, second, kept.length);
            segmentStarts = Arrays.stream(segmentStarts)
                    .skip(1)
                    .map(start -> start - second)
                    .toArray();
            match = matchFrom(segment);
        }
        if (match == Match.TOO_SHORT) {
            segmentStarts = Arrays.copyOf(segmentStarts, segmentStarts.length + 1);
            segmentStarts[segmentStarts.length - 1] = kept.length;
            int length = segment.remaining();
            kept = Arrays.copyOf(kept, kept.length + length);
            System.arraycopy(segment.data(), segment.offset(), kept, kept.length - length, length);
        }
        return match;
    }

    private Match matchFrom(Payload segment) {
        int available = kept.length + segment.remaining();
        int from = at(0, segment) == RecordReader.ALERT ? ALERT_LENGTH : 0;
        for (int i = 0; i < Math.min(from, available); i++) {
            if (!isAlert(i, at(i, segment))) {
                return Match.NO;
            }
        }
        int recordLength = 0;
        int helloLength = 0;
        for (int i = 0; i < LENGTH; i++) {
            if (from + i >= available) {
                return Match.TOO_SHORT;
            }
            int value = at(from + i, segment);
            if (i == 3 || i == 4) {
                recordLength = recordLength << Byte.SIZE | value;
            } else if (i >= 6 && i <= 8) {
                helloLength = helloLength << Byte.SIZE | value;
            }
            if (!isHello(i, value, recordLength, helloLength)) {
                return Match.NO;
            }
            if (i >= RecordReader.HEADER_LENGTH && i + 1 == RecordReader.HEADER_LENGTH + recordLength) {
                return Match.YES;
            }
        }
        return Match.YES;
    }

    private int at(int place, Payload segment) {
        return place < kept.length ? kept[place] & 0xff : segment.u8At(place - kept.length);
    }

    private static boolean isAlert(int place, int value) {
        return switch (place) {
            case 0 -> value == RecordReader.ALERT;
            case 1 -> value == 3;
            case 2 -> value <= MAX_MINOR_VERSION;
            case 3 -> value == 0;
            case 4 -> value == 2;
            case 5 -> value == WARNING;
            default -> true;
        };
    }

    private static boolean isHello(int place, int value, int recordLength, int helloLength) {
        return switch (place) {
            case 0 -> value == RecordReader.HANDSHAKE;
            case 1 -> value == 3;
            case 2 -> value <= MAX_MINOR_VERSION;
            case 3 -> true;
            case 4 -> recordLength > 0 && recordLength <= MAX_FIRST_RECORD;
            case 5 -> value == HandshakeType.CLIENT_HELLO || value == HandshakeType.SERVER_HELLO;
            case 6, 7 -> true;
            case 8 -> helloLength >= MIN_HELLO;
            default -> value == 3 || value == DRAFT_MAJOR_VERSION;
        };
    }
}
