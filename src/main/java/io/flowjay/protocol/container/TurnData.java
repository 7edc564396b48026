package io.flowjay.protocol.container;

import io.flowjay.protocol.payload.Payload;

/**
 * What a TURN client and its relay carry for a peer (RFC 8656): ChannelData messages (section 12.4), and the attribute DATA of
 * Send and Data indications (sections 11.1 and 18.4).
 *
 * <pre>
 * ChannelData: channel 4000 to 4fff, 2 | length 2 | data
 * indication:  type 0016 or 0017, 2 | length 2 | 2112a442 | transaction id 12 | attributes: type 2, length 2, value, padding to 4
 * </pre>
 */
public final class TurnData {
    private static final int CHANNEL_HEADER = 4;
    private static final int FIRST_CHANNEL = 0x4000;
    private static final int LAST_CHANNEL = 0x4fff;

    private static final int STUN_HEADER = 20;
    private static final long MAGIC_COOKIE = 0x2112_a442L;
    private static final int SEND_INDICATION = 0x0016;
    private static final int DATA_INDICATION = 0x0017;
    private static final int ATTRIBUTE_HEADER = 4;
    private static final int ALIGNMENT = 4;
    private static final int DATA = 0x0013;

    private TurnData() {}

    /** Where the data starts in a datagram of UDP; 0 when the datagram carries none. */
    public static int start(Payload datagram) {
        if (datagram.remaining() <= CHANNEL_HEADER) {
            return 0;
        }
        int type = datagram.u16At(0);
        if (type >= FIRST_CHANNEL && type <= LAST_CHANNEL) {
            return fits(datagram, CHANNEL_HEADER, datagram.u16At(2)) ? CHANNEL_HEADER : 0;
        }
        return type == SEND_INDICATION || type == DATA_INDICATION ? inIndication(datagram) : 0;
    }

    /**
     * Length of the data, as its header states it.
     *
     * @param start as {@link #start} answered
     */
    public static int length(Payload datagram, int start) {
        return datagram.u16At(start - Short.BYTES);
    }

    private static int inIndication(Payload datagram) {
        if (datagram.remaining() < STUN_HEADER || datagram.u32At(CHANNEL_HEADER) != MAGIC_COOKIE) {
            return 0;
        }
        int at = STUN_HEADER;
        while (at + ATTRIBUTE_HEADER < datagram.remaining()) {
            int length = datagram.u16At(at + 2);
            if (datagram.u16At(at) == DATA) {
                return fits(datagram, at + ATTRIBUTE_HEADER, length) ? at + ATTRIBUTE_HEADER : 0;
            }
            at += ATTRIBUTE_HEADER + (length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        }
        return 0;
    }

    private static boolean fits(Payload datagram, int start, int length) {
        return length <= datagram.wireLength() - start;
    }
}
