package io.flowjay.protocol.container;

import io.flowjay.protocol.payload.Payload;
import io.flowjay.wire.Bytes;

/**
 * The packets in which a client of SQL Server and its server exchange a TLS handshake (MS-TDS 2.2.6.5): pre-login packets, whose
 * contents, one after the other, are TLS records. After the handshake the records come without packets.
 *
 * <pre>
 * type 18 | status 1 | length 2, of the header too | process id 2 | packet number 1 | window 1, always 0 | content
 * </pre>
 */
public final class TdsPackets {
    /** Bytes of a packet's header. */
    public static final int HEADER_LENGTH = 8;
    /** The type of a pre-login packet, its first byte. */
    public static final int PRELOGIN = 0x12;

    private static final int LAST_STATUS = 1;
    private static final int FIRST_TLS_RECORD = 20;
    private static final int LAST_TLS_RECORD = 24;

    private final byte[] header = new byte[HEADER_LENGTH];
    private int headerLength;
    /** Bytes of the current packet's content that have not come yet. */
    private int missing;

    private boolean over;
    private boolean ended;

    /** Whether a byte may be at a place of a pre-login packet's header. The length is for the caller to check. */
    public static boolean mayBegin(int place, int value) {
        return switch (place) {
            case 0 -> value == PRELOGIN;
            case 1 -> value <= LAST_STATUS;
            case HEADER_LENGTH - 1 -> value == 0;
            default -> true;
        };
    }

    /**
     * Takes the header bytes that come next.
     *
     * @param run the next bytes of the stream, at least 1
     * @return how many of the bytes that follow are TLS's: the caller takes all of them before it calls again; 0 when the run ends
     *     before any, or TLS does
     */
    public int next(Payload run) {
        while (run.hasRemaining() && !ended) {
            if (over) {
                return run.remaining();
            }
            if (missing > 0) {
                int content = Math.min(missing, run.remaining());
                missing -= content;
                return content;
            }
            header(run);
        }
        return 0;
    }

    private void header(Payload run) {
        int value = run.u8At(0);
        if (headerLength == 0 && value >= FIRST_TLS_RECORD && value <= LAST_TLS_RECORD) {
            over = true;
        } else if (mayBegin(headerLength, value)) {
            header[headerLength++] = (byte) run.u8();
            if (headerLength == HEADER_LENGTH) {
                headerLength = 0;
                missing = Bytes.u16be(header, 2) - HEADER_LENGTH;
                ended = missing < 0;
            }
        } else {
            ended = true;
        }
    }

    /** Whether something other than TLS follows. */
    public boolean ended() {
        return ended;
    }
}
