package io.flowjay.protocol.tls;

import io.flowjay.protocol.container.TdsPackets;
import io.flowjay.protocol.payload.Payload;
import java.util.Arrays;

/**
 * Recognizes what starts TLS. It lies where a segment starts: a record in which the first hello starts, or, where the hellos were
 * not captured, one in which the certificates start; the same in a TDS packet; or a hello of SSL 2.0. A server may warn of an
 * unknown name first. The first bytes may come in several segments, whose bytes are kept meanwhile.
 *
 * <pre>
 * [alert: 21 | version 3.x | length 2 | warning, reason]
 * record: 22 | version 3.x | length 2 |  message: 1 or 2 | length 3 | version 3.x
 * record: 22 | version 3.x | length 2 |  message: 11 | length 3 | length of all, 3 | length of the first, 3 | 30
 * </pre>
 */
final class TlsStart {
    /** What carries the handshake. */
    enum Form {
        RECORDS,
        /** Records inside {@link TdsPackets}. */
        TDS,
        /** A hello as {@link Ssl2Hello} reads it; records may follow. */
        SSL2
    }

    /** What the bytes from a place on are. */
    enum Match {
        YES,
        NO,
        TOO_SHORT
    }

    private static final int LENGTH = 10;
    private static final int CERTIFICATES_LENGTH = 16;
    /** Bytes of a record that show TLS inside a TDS packet that ends with them. */
    private static final int LEAST_IN_TDS = 3;

    private static final int ALERT_LENGTH = 7;
    private static final int WARNING = 1;
    private static final int MAX_MINOR_VERSION = 4;
    private static final int MAX_FIRST_RECORD = 1 << 14;
    private static final int MIN_HELLO = 38;
    private static final int DRAFT_MAJOR_VERSION = 0x7f;
    private static final int DER_SEQUENCE = 0x30;

    private static final byte[] NO_BYTES = {};
    private static final int[] NO_STARTS = {};

    private byte[] kept = NO_BYTES;
    private int[] segmentStarts = NO_STARTS;
    private Form form = Form.RECORDS;

    /** What starts, after a match. */
    Form form() {
        return form;
    }

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
        int first = at(0, segment);
        if (first >= Ssl2Hello.FIRST_BYTE) {
            form = Form.SSL2;
            return ssl2(segment);
        }
        form = first == TdsPackets.PRELOGIN ? Form.TDS : Form.RECORDS;
        int available = kept.length + segment.remaining();
        int from = form == Form.TDS ? TdsPackets.HEADER_LENGTH : first == RecordReader.ALERT ? ALERT_LENGTH : 0;
        for (int i = 0; i < Math.min(from, available); i++) {
            int value = at(i, segment);
            if (form == Form.TDS ? !TdsPackets.mayBegin(i, value) : !isAlert(i, value)) {
                return Match.NO;
            }
        }
        if (available < from) {
            return Match.TOO_SHORT;
        }
        return record(segment, from, available);
    }

    private Match record(Payload segment, int from, int available) {
        int packetEnd = form == Form.TDS ? u16(2, segment) : Integer.MAX_VALUE;
        int end = from + LENGTH;
        for (int i = from; i < end; i++) {
            if (i == packetEnd) {
                return i - from >= LEAST_IN_TDS ? Match.YES : Match.NO;
            }
            if (i >= available) {
                return Match.TOO_SHORT;
            }
            int value = at(i, segment);
            if (i == from + RecordReader.HEADER_LENGTH && value == HandshakeType.CERTIFICATE) {
                end = from + CERTIFICATES_LENGTH;
            } else if (!(end == from + LENGTH
                    ? isHello(i - from, value, segment, from)
                    : isCertificates(i - from, segment, from))) {
                return Match.NO;
            }
            boolean endsRecord = i >= from + RecordReader.HEADER_LENGTH
                    && i + 1 == from + RecordReader.HEADER_LENGTH + u16(from + 3, segment);
            if (endsRecord) {
                return end == from + LENGTH ? Match.YES : Match.NO;
            }
        }
        return Match.YES;
    }

    private Match ssl2(Payload segment) {
        int available = kept.length + segment.remaining();
        if (available < Ssl2Hello.TYPE_END) {
            return Match.TOO_SHORT;
        }
        int length = Ssl2Hello.headerLength(at(Ssl2Hello.TYPE_END - 1, segment));
        if (length == 0) {
            return Match.NO;
        }
        if (available < length) {
            return Match.TOO_SHORT;
        }
        byte[] header = new byte[length];
        for (int i = 0; i < length; i++) {
            header[i] = (byte) at(i, segment);
        }
        return Ssl2Hello.isHeader(header) ? Match.YES : Match.NO;
    }

    private int u16(int place, Payload segment) {
        return at(place, segment) << Byte.SIZE | at(place + 1, segment);
    }

    private int u24(int place, Payload segment) {
        return u16(place, segment) << Byte.SIZE | at(place + 2, segment);
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

    private boolean isHello(int place, int value, Payload segment, int from) {
        return switch (place) {
            case 0 -> value == RecordReader.HANDSHAKE;
            case 1 -> value == 3;
            case 2 -> value <= MAX_MINOR_VERSION;
            case 3 -> true;
            case 4 -> isLength(u16(from + 3, segment));
            case 5 -> value == HandshakeType.CLIENT_HELLO || value == HandshakeType.SERVER_HELLO;
            case 6, 7 -> true;
            case 8 -> u24(from + 6, segment) >= MIN_HELLO;
            default -> value == 3 || value == DRAFT_MAJOR_VERSION;
        };
    }

    private static boolean isLength(int recordLength) {
        return recordLength > 0 && recordLength <= MAX_FIRST_RECORD;
    }

    /** Whether the message's length, that of its list and that of the first certificate agree, and this begins with a SEQUENCE. */
    private boolean isCertificates(int place, Payload segment, int from) {
        return switch (place) {
            case 11 -> u24(from + 9, segment) == u24(from + 6, segment) - 3;
            case 14 -> u24(from + 12, segment) <= u24(from + 9, segment) - 3;
            case 15 -> at(from + 15, segment) == DER_SEQUENCE;
            default -> true;
        };
    }
}
