package io.flowjay.protocol.container;

import io.flowjay.protocol.payload.Payload;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What asks for TLS, or agrees to it, in the segment in which TLS starts: a client need not wait for the answer, and offloading
 * joins segments. Only a whole and single message at the start of the segment counts, so that other data is not searched.
 */
public final class UpgradeText {
    private static final byte[] CONNECT = ascii("CONNECT ");
    private static final byte[] HTTP_1 = ascii("HTTP/1.");
    /** Length of the version and the space after it. */
    private static final int STATUS = 9;

    /** Commands of SMTP (RFC 3207), POP3 (RFC 2595) and FTP (RFC 4217), in lower case. */
    private static final byte[][] COMMANDS = {ascii("starttls\r\n"), ascii("stls\r\n"), ascii("auth tls\r\n")};

    /** SSLRequest of PostgreSQL, and the server's consent. */
    private static final byte[] POSTGRESQL = {0, 0, 0, 8, 4, (byte) 0xd2, 0x16, 0x2f};

    private static final byte[] POSTGRESQL_CONSENT = {'S'};

    /** Header of MySQL's SSLRequest: 32 bytes follow, and the first 4 are flags. */
    private static final byte[] MYSQL = {32, 0, 0, 1};

    private static final int MYSQL_LENGTH = 36;
    private static final int MYSQL_SSL_PLACE = 5;
    private static final int MYSQL_SSL = 0x08;

    private UpgradeText() {}

    /** Length of such a message at the start of a segment that has more bytes; 0 without one. */
    public static int length(Payload segment) {
        int length =
                switch (segment.u8At(0)) {
                    case 'C' -> startsWith(segment, CONNECT) ? head(segment) : 0;
                    case 'H' -> startsWith(segment, HTTP_1) && isSuccess(segment) ? head(segment) : 0;
                    case 'S', 's', 'A', 'a' -> Math.max(command(segment), known(segment, POSTGRESQL_CONSENT));
                    case 0 -> known(segment, POSTGRESQL);
                    case MYSQL_LENGTH - 4 -> isMysql(segment) ? MYSQL_LENGTH : 0;
                    default -> 0;
                };
        return length < segment.remaining() ? length : 0;
    }

    private static boolean isSuccess(Payload segment) {
        return segment.remaining() > STATUS && segment.u8At(STATUS) == '2';
    }

    /** Length of an HTTP message's head, with the empty line that ends it. */
    private static int head(Payload segment) {
        for (int i = 4; i <= segment.remaining(); i++) {
            if (segment.u16At(i - 2) == 0x0d0a && segment.u16At(i - 4) == 0x0d0a) {
                return i;
            }
        }
        return 0;
    }

    private static int command(Payload segment) {
        for (byte[] command : COMMANDS) {
            boolean same = segment.remaining() >= command.length;
            for (int i = 0; same && i < command.length; i++) {
                int value = segment.u8At(i);
                same = (value >= 'A' && value <= 'Z' ? value + 'a' - 'A' : value) == command[i];
            }
            if (same) {
                return command.length;
            }
        }
        return 0;
    }

    private static boolean isMysql(Payload segment) {
        return segment.remaining() > MYSQL_LENGTH
                && startsWith(segment, MYSQL)
                && (segment.u8At(MYSQL_SSL_PLACE) & MYSQL_SSL) != 0;
    }

    private static int known(Payload segment, byte[] message) {
        return startsWith(segment, message) ? message.length : 0;
    }

    private static boolean startsWith(Payload segment, byte[] start) {
        return start.length <= segment.remaining()
                && Arrays.equals(
                        segment.data(), segment.offset(), segment.offset() + start.length, start, 0, start.length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
