package io.flowjay.protocol.http1;

import java.util.Locale;

/** The fields of one head that matter, as far as they came (RFC 9110 section 5). The first of several counts, except for lengths. */
final class Fields {
    private static final String CHUNKED = "chunked";

    String host = "";
    String userAgent = "";
    String contentType = "";
    String server = "";
    String upgrade = "";
    /** Bytes of content that are announced; -1 without an announcement. */
    long contentLength = -1;

    boolean hasTransferCoding;
    /** Whether the last transfer coding is chunked. */
    boolean isChunked;

    boolean hasWrongLength;

    /**
     * Takes a line after the start line. A line that continues the one before it (obs-fold, RFC 9112 section 5.2) adds nothing.
     *
     * @return whether it is a field line, or continues one
     */
    boolean add(String line) {
        if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
            return true;
        }
        int colon = line.indexOf(':');
        if (colon < 1 || line.charAt(colon - 1) == ' ' || line.charAt(colon - 1) == '\t') {
            return false;
        }
        String value = line.substring(colon + 1);
        switch (line.substring(0, colon).toLowerCase(Locale.ROOT)) {
            case "host" -> host = first(host, value);
            case "user-agent" -> userAgent = first(userAgent, value);
            case "content-type" -> contentType = first(contentType, value);
            case "server" -> server = first(server, value);
            case "upgrade" -> upgrade = first(upgrade, value);
            case "content-length" -> length(value);
            case "transfer-encoding" -> {
                String codings = FieldText.trim(value).toLowerCase(Locale.ROOT);
                // RFC 2616 section 3.6 had a name for no coding at all.
                hasTransferCoding |= !codings.equals("identity");
                isChunked = FieldText.trim(codings.substring(codings.lastIndexOf(',') + 1))
                        .equals(CHUNKED);
            }
            default -> {
                // Other fields change nothing.
            }
        }
        return true;
    }

    private static String first(String before, String value) {
        return before.isEmpty() ? FieldText.of(value) : before;
    }

    /** Equal lengths in a list are one (RFC 9112 section 6.3). */
    private void length(String value) {
        for (String one : value.split(",", -1)) {
            long length = number(FieldText.trim(one));
            hasWrongLength |= length < 0 || (contentLength >= 0 && contentLength != length);
            contentLength = length;
        }
    }

    private static long number(String digits) {
        if (digits.isEmpty() || digits.length() > 18 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        return Long.parseLong(digits);
    }
}
