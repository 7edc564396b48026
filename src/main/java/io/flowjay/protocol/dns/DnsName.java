package io.flowjay.protocol.dns;

import io.flowjay.wire.ByteCursor;
import io.flowjay.wire.MalformedException;

/**
 * Domain names (RFC 1035 section 4.1.4): labels, each behind its length; then a zero length, or a pointer to where the name goes on.
 *
 * <pre>
 *  00 length (6)       the label follows
 *  11 offset (14)      from the start of the message
 *  01, 10              reserved
 * </pre>
 */
final class DnsName {
    /** Longest name with its lengths (RFC 1035 section 2.3.4). */
    static final int MAX_LENGTH = 255;
    /** As many labels of one character fit into it, and no more pointers than labels are of use. */
    static final int MAX_LABELS = 127;

    /** The name without labels. */
    static final String ROOT = ".";

    private static final int LABEL = 0x00;
    private static final int POINTER = 0xc0;

    private DnsName() {}

    /**
     * Reads a name and moves behind it. A pointer has to lead in front of all that was read of the name, so that no name is endless.
     *
     * @param message positioned at the name; its first byte is the message's
     * @return the labels in lower case with dots between them, {@code .} for the root; a dot or backslash in a label has a backslash
     *     before it, and a byte that is not printable ASCII is written as a backslash and three decimal digits
     */
    static String read(ByteCursor message) throws MalformedException {
        StringBuilder text = new StringBuilder();
        int labels = 0;
        int pointers = 0;
        int length = 1;
        int partStart = message.position();
        int behind = -1;
        for (int octet = message.u8(); octet != 0; octet = message.u8()) {
            if ((octet & POINTER) == POINTER) {
                int target = (octet & ~POINTER) << Byte.SIZE | message.u8();
                if (behind < 0) {
                    behind = message.position();
                }
                pointers++;
                if (target >= partStart || pointers > MAX_LABELS) {
                    throw message.malformed("name with a pointer that does not lead back");
                }
                partStart = target;
                message.seek(target);
            } else if ((octet & POINTER) == LABEL) {
                labels++;
                length += octet + 1;
                if (labels > MAX_LABELS || length > MAX_LENGTH) {
                    throw message.malformed("name too long");
                }
                if (labels > 1) {
                    text.append('.');
                }
                append(text, message, octet);
            } else {
                throw message.malformed("reserved label type");
            }
        }
        if (behind >= 0) {
            message.seek(behind);
        }
        return labels == 0 ? ROOT : text.toString();
    }

    private static void append(StringBuilder text, ByteCursor message, int length) throws MalformedException {
        for (int i = 0; i < length; i++) {
            int octet = message.u8();
            if (octet >= 'A' && octet <= 'Z') {
                text.append((char) (octet + 'a' - 'A'));
            } else if (octet <= ' ' || octet >= 0x7f) {
                text.append('\\')
                        .append((char) ('0' + octet / 100))
                        .append((char) ('0' + octet / 10 % 10))
                        .append((char) ('0' + octet % 10));
            } else {
                if (octet == '.' || octet == '\\') {
                    text.append('\\');
                }
                text.append((char) octet);
            }
        }
    }

    /** Moves behind a name without following its pointer. */
    static void skip(ByteCursor message) throws MalformedException {
        int start = message.position();
        for (int octet = message.u8(); octet != 0; octet = message.u8()) {
            if ((octet & POINTER) == POINTER) {
                int at = message.position() - 1;
                int target = (octet & ~POINTER) << Byte.SIZE | message.u8();
                if (target >= at) {
                    throw message.malformed("name with a pointer that does not lead back");
                }
                return;
            }
            if ((octet & POINTER) != LABEL) {
                throw message.malformed("reserved label type");
            }
            message.skip(octet);
            if (message.position() - start >= MAX_LENGTH) {
                throw message.malformed("name too long");
            }
        }
    }
}
