package io.flowjay.protocol.tls;

import io.flowjay.protocol.payload.Payload;
import io.flowjay.wire.Bytes;
import io.flowjay.wire.MalformedException;
import java.util.function.BooleanSupplier;

/**
 * Walks the records of one direction (RFC 8446 section 5.1) and passes on the handshake bytes that are not encrypted.
 *
 * <pre>
 * type 1 | version 2 | length 2 | fragment
 * </pre>
 */
final class RecordReader {
    static final int HEADER_LENGTH = 5;
    static final int CHANGE_CIPHER_SPEC = 20;
    static final int ALERT = 21;
    static final int HANDSHAKE = 22;
    static final int APPLICATION_DATA = 23;
    static final int HEARTBEAT = 24;

    private static final int MAX_LENGTH = (1 << 14) + 2048;
    private static final int MAX_MINOR_VERSION = 4;

    private final HandshakeReader handshake;
    private final BooleanSupplier compatibilityMode;
    /** Whether handshake records are ciphertext: a ChangeCipherSpec came. */
    private boolean encrypted;

    private boolean ended;
    /** Version of the first record; 0 before it. */
    private int version;

    private final byte[] header = new byte[HEADER_LENGTH];
    private int headerLength;
    /** Bytes of the current fragment that have not come yet. */
    private int missing;

    /**
     * @param handshake takes the handshake bytes
     * @param compatibilityMode whether a ChangeCipherSpec that comes now means nothing (RFC 8446 appendix D.4)
     */
    RecordReader(HandshakeReader handshake, BooleanSupplier compatibilityMode) {
        this.handshake = handshake;
        this.compatibilityMode = compatibilityMode;
    }

    /**
     * Takes the next bytes of the stream.
     *
     * @return whether any of them belong to a handshake record, plain or encrypted
     */
    boolean accept(Payload run) throws MalformedException {
        boolean handshakeBytes = false;
        while (run.hasRemaining() && !ended) {
            if (headerLength < HEADER_LENGTH) {
                header[headerLength++] = (byte) run.u8();
                if (headerLength == HEADER_LENGTH) {
                    startRecord();
                }
                handshakeBytes |= type() == HANDSHAKE;
            } else {
                int count = Math.min(missing, run.remaining());
                boolean handshakeRecord = type() == HANDSHAKE;
                handshakeBytes |= handshakeRecord;
                if (handshakeRecord && !encrypted) {
                    handshake.accept(run, count);
                } else {
                    run.skip(count);
                }
                missing -= count;
            }
            if (headerLength == HEADER_LENGTH && missing == 0) {
                headerLength = 0;
            }
        }
        return handshakeBytes;
    }

    /** Version field of the first record; 0 before it. */
    int version() {
        return version;
    }

    /** Whether application data has begun, and with it the handshake's end. */
    boolean ended() {
        return ended;
    }

    /** Bytes of the current record that have not come yet. */
    int missing() {
        return missing;
    }

    /** Whether a ChangeCipherSpec came; everything after it is encrypted. */
    boolean encrypted() {
        return encrypted;
    }

    private int type() {
        return Bytes.u8(header, 0);
    }

    private void startRecord() throws MalformedException {
        missing = Bytes.u16be(header, 3);
        version = version == 0 ? Bytes.u16be(header, 1) : version;
        if (Bytes.u8(header, 1) != 3 || Bytes.u8(header, 2) > MAX_MINOR_VERSION || missing > MAX_LENGTH) {
            throw new MalformedException(0, "no TLS record");
        }
        switch (type()) {
            case CHANGE_CIPHER_SPEC -> encrypted |= !compatibilityMode.getAsBoolean();
            case APPLICATION_DATA -> ended = true;
            case ALERT, HANDSHAKE, HEARTBEAT -> {}
            default -> throw new MalformedException(0, "no TLS record type");
        }
    }
}
