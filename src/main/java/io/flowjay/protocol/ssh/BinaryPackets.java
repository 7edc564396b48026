package io.flowjay.protocol.ssh;

import io.flowjay.protocol.payload.Malformed;
import io.flowjay.protocol.payload.MalformedCounts;
import io.flowjay.protocol.payload.Payload;
import io.flowjay.wire.Bytes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The packets of one direction while they are in the clear (RFC 4253 section 6), up to its first SSH_MSG_NEWKEYS.
 *
 * <pre>
 *  uint32    packet_length, of all that follows
 *  byte      padding_length
 *  byte[n1]  payload; n1 = packet_length - padding_length - 1
 *  byte[n2]  random padding; n2 = padding_length
 * </pre>
 *
 * Of all payloads only the first KEXINIT is kept, and only until it is whole.
 */
final class BinaryPackets {
    /** Largest packet_length that every implementation has to take (RFC 4253 section 6.1). */
    static final int MAX_PACKET_LENGTH = 35_000;

    private static final int HEADER = 5;
    private static final int MIN_PADDING = 4;
    private static final int KEXINIT = 20;
    private static final int NEWKEYS = 21;
    private static final int LAST_KEY_EXCHANGE = 49;
    private static final int NO_MESSAGE = -1;
    private static final int FIRST_CAPACITY = 2048;

    private final SshRole sender;
    private final byte[] header = new byte[HEADER];
    private int headerLength;
    private int payloadLeft;
    private int paddingLeft;
    private int message;
    private byte @Nullable [] kexInit;
    private int kexInitLength;
    private boolean kexInitSeen;
    private boolean kexInitMalformed;
    private @Nullable String fingerprint;
    private int keyExchangePackets;
    private boolean newKeys;
    private boolean ended;
    private boolean lengthMalformed;

    BinaryPackets(SshRole sender) {
        this.sender = sender;
    }

    /** Takes the next bytes of the direction, up to the end of NEWKEYS. */
    void accept(Payload run) {
        while (run.hasRemaining() && !ended) {
            if (headerLength < HEADER) {
                header(run);
            } else if (payloadLeft > 0) {
                payload(run);
            } else {
                int skipped = Math.min(paddingLeft, run.remaining());
                paddingLeft -= skipped;
                run.skip(skipped);
            }
            if (headerLength == HEADER && payloadLeft + paddingLeft == 0) {
                packetEnds();
            }
        }
    }

    private void header(Payload run) {
        int copied = Math.min(HEADER - headerLength, run.remaining());
        run.take(copied, header, headerLength);
        headerLength += copied;
        if (headerLength == HEADER) {
            long length = Bytes.u32be(header, 0);
            int padding = Bytes.u8(header, Integer.BYTES);
            if (length > MAX_PACKET_LENGTH || padding < MIN_PADDING || padding >= length) {
                lengthMalformed = true;
                stop();
            } else {
                paddingLeft = padding;
                payloadLeft = (int) length - padding - 1;
                message = NO_MESSAGE;
            }
        }
    }

    private void payload(Payload run) {
        if (message == NO_MESSAGE) {
            message = run.u8At(0);
            if (message == KEXINIT && !kexInitSeen) {
                kexInitSeen = true;
                kexInit = new byte[Math.min(FIRST_CAPACITY, payloadLeft)];
            }
        }
        int taken = Math.min(payloadLeft, run.remaining());
        if (kexInit != null) {
            int needed = kexInitLength + taken;
            if (needed > kexInit.length) {
                kexInit = Arrays.copyOf(kexInit, Math.min(MAX_PACKET_LENGTH, Math.max(needed, 2 * kexInit.length)));
            }
            run.take(taken, kexInit, kexInitLength);
            kexInitLength = needed;
        } else {
            run.skip(taken);
        }
        payloadLeft -= taken;
    }

    private void packetEnds() {
        headerLength = 0;
        if (message >= KEXINIT && message <= LAST_KEY_EXCHANGE) {
            keyExchangePackets++;
        }
        if (kexInit != null) {
            fingerprint = KexInit.fingerprint(kexInit, kexInitLength, sender);
            kexInitMalformed = fingerprint == null;
            kexInit = null;
        }
        if (message == NEWKEYS) {
            newKeys = true;
            stop();
        }
    }

    private void stop() {
        ended = true;
        kexInit = null;
    }

    /** Counts what broke the format. */
    void countMalformed(MalformedCounts into) {
        into.add(Malformed.SSH_PACKET_LENGTH, lengthMalformed ? 1 : 0);
        into.add(Malformed.SSH_KEX_INIT, kexInitMalformed ? 1 : 0);
    }

    int heldBytes() {
        return kexInit == null ? 0 : kexInit.length;
    }

    /** Whether no more bytes are of use. */
    boolean ended() {
        return ended;
    }

    /** Whole packets with a message number of the key exchange, 20 to 49. */
    int keyExchangePackets() {
        return keyExchangePackets;
    }

    /** HASSH or HASSH server of the first KEXINIT; null while it is not whole, or when it is malformed. */
    @Nullable
    String fingerprint() {
        return fingerprint;
    }

    /** Whether NEWKEYS came. */
    boolean newKeys() {
        return newKeys;
    }
}
