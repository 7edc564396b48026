package io.flowjay.protocol.tls;

import io.flowjay.protocol.payload.Payload;

/**
 * Lengths of the first records with application data in one direction (RFC 8446 section 5.2): their field length, without the
 * header. In TLS 1.3 the encrypted end of the handshake is in such records too. The bytes themselves are skipped.
 */
public final class ApplicationRecords {
    /** Lengths kept at most. */
    public static final int MAX_RECORDS = 64;

    /** Memory of an object, about. */
    static final int HELD_BYTES = 48 + MAX_RECORDS * Short.BYTES;

    private static final int FIRST_TYPE = RecordReader.CHANGE_CIPHER_SPEC;
    private static final int LAST_TYPE = RecordReader.HEARTBEAT;
    private static final int MAJOR_VERSION = 3;

    private final short[] lengths = new short[MAX_RECORDS];
    private int count;
    private int missing;
    /** What has come of the next header, as a number. */
    private long header;

    private int headerLength;

    /** @param length of the first record, whose header was read */
    ApplicationRecords(int length) {
        lengths[count++] = (short) length;
        missing = length;
    }

    /** Takes the next bytes of the stream; returns whether more are wanted. */
    boolean accept(Payload run) {
        while (run.hasRemaining()) {
            if (missing > 0) {
                int skipped = Math.min(missing, run.remaining());
                run.skip(skipped);
                missing -= skipped;
            } else if (count == MAX_RECORDS) {
                return false;
            } else {
                header = header << Byte.SIZE | run.u8();
                if (++headerLength == RecordReader.HEADER_LENGTH && !startRecord()) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean startRecord() {
        int type = (int) (header >>> 32);
        missing = (int) header & 0xffff;
        if (type < FIRST_TYPE || type > LAST_TYPE || (header >>> 24 & 0xff) != MAJOR_VERSION) {
            return false;
        }
        if (type == RecordReader.APPLICATION_DATA) {
            lengths[count++] = (short) missing;
        }
        header = 0;
        headerLength = 0;
        return true;
    }

    /** Number of records, at most {@value #MAX_RECORDS}. */
    public int count() {
        return count;
    }

    /** Length of a record's fragment in bytes. */
    public int length(int index) {
        return Short.toUnsignedInt(lengths[index]);
    }
}
