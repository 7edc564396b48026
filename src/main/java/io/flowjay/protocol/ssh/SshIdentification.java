package io.flowjay.protocol.ssh;

import org.jspecify.annotations.Nullable;

/**
 * The line with which each end of an SSH connection starts (RFC 4253 section 4.2):
 * {@code SSH-protoversion-softwareversion SP comments CR LF}.
 *
 * @param protocolVersion digits, a dot, digits: {@code 2.0}, {@code 1.99}, {@code 1.5}
 * @param software softwareversion, of which only printable US-ASCII characters are kept; may be empty
 * @param comments what follows it behind a space, likewise, but with its spaces; may be empty
 */
public record SshIdentification(String protocolVersion, String software, String comments) {
    private static final int PREFIX_LENGTH = 4;

    /** Whether the packets that follow are those of RFC 4253: 1.99 is a server that speaks 2.0 too (section 5.1). */
    boolean isVersion2() {
        return protocolVersion.equals("2.0") || protocolVersion.equals("1.99");
    }

    /**
     * Reads a line that begins with {@code SSH-}.
     *
     * @param line the bytes of the line, with or without its end
     * @param length how many of them
     * @return null when there is no protoversion followed by a hyphen
     */
    static @Nullable SshIdentification read(byte[] line, int length) {
        int dot = digits(line, PREFIX_LENGTH, length);
        if (dot == PREFIX_LENGTH || dot == length || line[dot] != '.') {
            return null;
        }
        int hyphen = digits(line, dot + 1, length);
        if (hyphen == dot + 1 || hyphen == length || line[hyphen] != '-') {
            return null;
        }
        int lineEnd = find(line, hyphen + 1, length, false);
        int softwareEnd = find(line, hyphen + 1, lineEnd, true);
        return new SshIdentification(
                text(line, PREFIX_LENGTH, hyphen),
                text(line, hyphen + 1, softwareEnd),
                text(line, softwareEnd, lineEnd).strip());
    }

    private static int digits(byte[] line, int from, int to) {
        int at = from;
        while (at < to && line[at] >= '0' && line[at] <= '9') {
            at++;
        }
        return at;
    }

    /** Where the line ends, or its first space stands. */
    private static int find(byte[] line, int from, int to, boolean space) {
        int at = from;
        while (at < to && line[at] != '\r' && line[at] != '\n' && !(space && line[at] == ' ')) {
            at++;
        }
        return at;
    }

    private static String text(byte[] line, int from, int to) {
        StringBuilder text = new StringBuilder(to - from);
        for (int at = from; at < to; at++) {
            if (line[at] >= ' ' && line[at] < 0x7f) {
                text.append((char) line[at]);
            }
        }
        return text.toString();
    }
}
