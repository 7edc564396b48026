package io.flowjay.protocol.tls;

import io.flowjay.protocol.container.TdsPackets;
import io.flowjay.protocol.payload.Payload;
import io.flowjay.wire.Bytes;
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
    /** The first bytes of the record that may be the start; none before one comes. */
    private byte[] recordStart = NO_BYTES;

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
        return kept.length + recordStart.length + Integer.BYTES * segmentStarts.length;
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
        int end = LENGTH;
        for (int i = 0; i < end; i++) {
            int place = place(i, segment, from, available);
            if (place < 0) {
                return Match.NO;
            }
            if (place >= available) {
                return Match.TOO_SHORT;
            }
            int value = at(place, segment);
            if (i == 0) {
                if (value != RecordReader.HANDSHAKE) {
                    return Match.NO;
                }
                recordStart = recordStart.length == 0 ? new byte[CERTIFICATES_LENGTH] : recordStart;
            }
            recordStart[i] = (byte) value;
            if (i == RecordReader.HEADER_LENGTH && value == HandshakeType.CERTIFICATE) {
                end = CERTIFICATES_LENGTH;
            } else if (!(end == LENGTH ? isHello(i, value) : isCertificates(i))) {
                return Match.NO;
            }
            boolean endsRecord = i >= RecordReader.HEADER_LENGTH
                    && i + 1 == RecordReader.HEADER_LENGTH + Bytes.u16be(recordStart, 3);
            if (endsRecord) {
                return end == LENGTH ? Match.YES : Match.NO;
            }
        }
        return Match.YES;
    }

    /**
     * Where a byte of the record is: in TDS packets it may be in a later one than the first.
     *
     * @param index counts from the record's first byte, which is at {@code from}
     * @return the available bytes or more, if it has not come; negative if something else than TDS packets with content came
     */
    private int place(int index, Payload segment, int from, int available) {
        if (form != Form.TDS) {
            return from + index;
        }
        int packet = 0;
        int left = index;
        while (packet + TdsPackets.HEADER_LENGTH <= available) {
            int content = u16(packet + 2, segment) - TdsPackets.HEADER_LENGTH;
            if (content <= 0 || !mayBeHeader(packet, segment, available)) {
                return -1;
            }
            if (left < content) {
                return packet + TdsPackets.HEADER_LENGTH + left;
            }
            left -= content;
            packet += TdsPackets.HEADER_LENGTH + content;
        }
        return mayBeHeader(packet, segment, available) ? available : -1;
    }

    private boolean mayBeHeader(int packet, Payload segment, int available) {
        for (int i = 0; i < Math.min(TdsPackets.HEADER_LENGTH, available - packet); i++) {
            if (!TdsPackets.mayBegin(i, at(packet + i, segment))) {
                return false;
            }
        }
        return true;
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

    /** Three bytes of the record, not the first. */
    private int u24(int place) {
        return (int) (Bytes.u32be(recordStart, place - 1) & 0xff_ffff);
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

    private boolean isHello(int place, int value) {
        return switch (place) {
            case 0, 3, 6, 7 -> true;
            case 1 -> value == 3;
            case 2 -> value <= MAX_MINOR_VERSION;
            case 4 -> isLength(Bytes.u16be(recordStart, 3));
            case 5 -> value == HandshakeType.CLIENT_HELLO || value == HandshakeType.SERVER_HELLO;
            case 8 -> u24(6) >= MIN_HELLO;
            default -> value == 3 || value == DRAFT_MAJOR_VERSION;
        };
    }

    private static boolean isLength(int recordLength) {
        return recordLength > 0 && recordLength <= MAX_FIRST_RECORD;
    }

    /** Whether the message's length, that of its list and that of the first certificate agree, and this begins with a SEQUENCE. */
    private boolean isCertificates(int place) {
        return switch (place) {
            case 11 -> u24(9) == u24(6) - 3;
            case 14 -> u24(12) <= u24(9) - 3;
            case 15 -> recordStart[15] == DER_SEQUENCE;
            default -> true;
        };
    }
}
