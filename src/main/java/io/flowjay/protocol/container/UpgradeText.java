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

    private static final byte[] STARTTLS = ascii("starttls\r\n");
    /** Commands of SMTP (RFC 3207), NNTP (RFC 4642), ManageSieve (RFC 5804), POP3 (RFC 2595) and FTP (RFC 4217), in lower case. */
    private static final byte[][] COMMANDS = {STARTTLS, ascii("stls\r\n"), ascii("auth tls\r\n"), ascii("auth ssl\r\n")
    };

    /** How a server agrees in IMAP, after the tag, and in ManageSieve; in POP3. */
    private static final byte[] OK = ascii("ok");

    private static final byte[] POP3_OK = ascii("+ok");
    /** What a client of XMPP asks for, and how the server agrees (RFC 6120 section 5.4.2). */
    private static final byte[] XMPP_REQUEST = ascii("<starttls ");

    private static final byte[] XMPP_CONSENT = ascii("<proceed ");

    /** The longest tag of IMAP that is looked at. */
    private static final int MAX_WORD = 64;
    /** The longest line of a server (RFC 5321 section 4.5.3.1.5). */
    private static final int MAX_LINE = 512;

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
        int first = segment.u8At(0);
        int length =
                switch (first) {
                    case 'C' -> startsWith(segment, CONNECT) ? head(segment) : 0;
                    case 'H' -> startsWith(segment, HTTP_1) && isSuccess(segment) ? head(segment) : 0;
                    case 'S', 's', 'A', 'a' -> command(segment);
                    case '<' -> element(segment);
                    case 0 -> known(segment, POSTGRESQL);
                    case MYSQL_LENGTH - 4 -> isMysql(segment) ? MYSQL_LENGTH : 0;
                    default -> 0;
                };
        if (length == 0) {
            length = line(segment);
        }
        if (length == 0 && first == 'S') {
            length = known(segment, POSTGRESQL_CONSENT);
        }
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
            if (isText(segment, 0, command)) {
                return command.length;
            }
        }
        return 0;
    }

    /** Length of IMAP's request with its tag (RFC 9051 section 6.2.1), or of a server's line of consent. */
    private static int line(Payload segment) {
        int end = wordEnd(segment, 0);
        boolean consent = isReply(segment, end) || isWord(segment, 0, end, OK) || isWord(segment, 0, end, POP3_OK);
        if (!consent && end > 0 && segment.u8At(end) == ' ') {
            int second = end + 1;
            if (isText(segment, second, STARTTLS)) {
                return second + STARTTLS.length;
            }
            consent = isWord(segment, second, wordEnd(segment, second), OK);
        }
        return consent ? lineEnd(segment, end) : 0;
    }

    /** Whether the first word is a positive reply code of SMTP, FTP or NNTP. */
    private static boolean isReply(Payload segment, int end) {
        return end == 3
                && (segment.u8At(0) == '2' || segment.u8At(0) == '3')
                && isDigit(segment.u8At(1))
                && isDigit(segment.u8At(2));
    }

    private static boolean isDigit(int value) {
        return value >= '0' && value <= '9';
    }

    /** Where a word of visible characters ends, with a byte after it; 0 without such a word. */
    private static int wordEnd(Payload segment, int from) {
        int most = Math.min(segment.remaining(), from + MAX_WORD + 1);
        for (int i = from; i < most; i++) {
            int value = segment.u8At(i);
            if (value <= ' ' || value > '~') {
                return i == from ? 0 : i;
            }
        }
        return 0;
    }

    private static boolean isWord(Payload segment, int from, int end, byte[] word) {
        return end == from + word.length && isText(segment, from, word);
    }

    private static int lineEnd(Payload segment, int from) {
        int most = Math.min(segment.remaining(), MAX_LINE);
        for (int i = from + 2; i <= most; i++) {
            if (segment.u16At(i - 2) == 0x0d0a) {
                return i;
            }
        }
        return 0;
    }

    /** Length of an element of XMPP, with its end tag. */
    private static int element(Payload segment) {
        if (!startsWith(segment, XMPP_REQUEST) && !startsWith(segment, XMPP_CONSENT)) {
            return 0;
        }
        int most = Math.min(segment.remaining() - 1, MAX_LINE);
        for (int i = 0; i < most; i++) {
            if (segment.u8At(i) == '>' && segment.u8At(i + 1) != '<') {
                return i + 1;
            }
        }
        return 0;
    }

    /** Whether a text stands at a place, in upper or lower case. */
    private static boolean isText(Payload segment, int from, byte[] lowerCase) {
        boolean same = segment.remaining() >= from + lowerCase.length;
        for (int i = 0; same && i < lowerCase.length; i++) {
            int value = segment.u8At(from + i);
            same = (value >= 'A' && value <= 'Z' ? value + 'a' - 'A' : value) == lowerCase[i];
        }
        return same;
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
