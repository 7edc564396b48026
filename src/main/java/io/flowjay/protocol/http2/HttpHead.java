package io.flowjay.protocol.http2;

import io.flowjay.protocol.payload.Payload;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/** The head of one HTTP/1.1 message (RFC 9112 section 2.1): a start line, fields, an empty line. */
final class HttpHead {
    /** A head longer than this is not read to its end. */
    static final int MAX_LENGTH = 16 * 1024;
    /** Bytes of a line that are looked at. */
    static final int MAX_LINE = 512;

    private static final int FIXED_BYTES = 160;
    private static final byte[] NO_SETTINGS = {};
    /** HTTP/2 in clear text, as an upgrade names it (RFC 7540 section 3.1). */
    private static final String HTTP2 = "h2c";

    private final byte[] line = new byte[MAX_LINE];
    private int lineLength;
    private int length;
    private String startLine = "";
    private boolean ended;
    private boolean malformed;
    private long contentLength;
    private byte[] http2Settings = NO_SETTINGS;
    private boolean upgradesToHttp2;

    /** Takes the next bytes, up to the end of the head. */
    void accept(Payload run) {
        byte[] data = run.data();
        int from = run.offset();
        int to = from + run.remaining();
        int at = from;
        while (at < to && !ended) {
            byte next = data[at++];
            length++;
            if (next == '\n') {
                lineEnds();
            } else if (lineLength < MAX_LINE) {
                line[lineLength++] = next;
            }
            if (length == MAX_LENGTH && !ended) {
                reject();
            }
        }
        run.skip(at - from);
    }

    private void lineEnds() {
        String text = new String(line, 0, lineLength, StandardCharsets.ISO_8859_1).strip();
        lineLength = 0;
        if (startLine.isEmpty()) {
            startLine = text;
            if (!text.startsWith("HTTP/1.1 ") && !text.endsWith(" HTTP/1.1")) {
                reject();
            }
        } else if (text.isEmpty()) {
            ended = true;
        } else {
            field(text);
        }
    }

    private void field(String text) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? "" : text.substring(0, colon).toLowerCase(Locale.ROOT);
        String value = text.substring(colon + 1).strip();
        switch (name) {
            case "content-length" -> contentLength = number(value);
            case "transfer-encoding" -> reject();
            case "http2-settings" -> http2Settings = base64Url(value);
            case "upgrade" -> upgradesToHttp2 = value.equalsIgnoreCase(HTTP2);
            default -> {
                // Other fields change nothing.
            }
        }
    }

    private long number(String value) {
        try {
            return Math.max(0, Long.parseLong(value));
        } catch (NumberFormatException e) {
            reject();
            return 0;
        }
    }

    private static byte[] base64Url(String value) {
        try {
            return Base64.getUrlDecoder().decode(value);
        } catch (IllegalArgumentException e) {
            return NO_SETTINGS;
        }
    }

    private void reject() {
        ended = true;
        malformed = true;
    }

    int heldBytes() {
        return FIXED_BYTES + MAX_LINE + startLine.length() + http2Settings.length;
    }

    boolean ended() {
        return ended;
    }

    /** Whether this is not an HTTP/1.1 head, or one that hides where the next message starts. */
    boolean malformed() {
        return malformed;
    }

    /** Status code of a response; empty for a request. */
    String status() {
        return startLine.startsWith("HTTP/1.1 ") && startLine.length() >= 12 ? startLine.substring(9, 12) : "";
    }

    /** Bytes of content after the head, by its field Content-Length; 0 without it. */
    long contentLength() {
        return contentLength;
    }

    /** Whether its field Upgrade names HTTP/2 and nothing else. */
    boolean upgradesToHttp2() {
        return upgradesToHttp2;
    }

    /** Payload of a SETTINGS frame in the field HTTP2-Settings (RFC 7540 section 3.2.1); empty without it. */
    byte[] http2Settings() {
        return http2Settings;
    }
}
