package io.flowjay.protocol.http1;

/** The first line of a response (RFC 9112 section 4). */
final class StatusLine {
    /** What {@link #status} answers for another line. */
    static final int NONE = -1;

    private static final String VERSION = "HTTP/1.";
    private static final int STATUS = "HTTP/1.1 ".length();
    private static final int DIGITS = 3;

    private StatusLine() {}

    /** The status code, 100 to 999, or {@link #NONE}. */
    static int status(String line) {
        int end = STATUS + DIGITS;
        if (!isVersion(line, 0) || line.length() < end || line.charAt(STATUS - 1) != ' ') {
            return NONE;
        }
        if (line.length() > end && line.charAt(end) != ' ') {
            return NONE;
        }
        int status = 0;
        for (int i = STATUS; i < end; i++) {
            if (!isDigit(line.charAt(i))) {
                return NONE;
            }
            status = 10 * status + line.charAt(i) - '0';
        }
        return status < 100 ? NONE : status;
    }

    /** Whether HTTP/1.0, HTTP/1.1 or another minor version stands at a place. */
    static boolean isVersion(String line, int at) {
        return line.startsWith(VERSION, at)
                && line.length() > at + VERSION.length()
                && isDigit(line.charAt(at + VERSION.length()));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
