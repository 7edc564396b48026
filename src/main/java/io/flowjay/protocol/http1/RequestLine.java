package io.flowjay.protocol.http1;

import org.jspecify.annotations.Nullable;

/**
 * The first line of a request (RFC 9112 section 3).
 *
 * @param method the method
 * @param target the request target, with any spaces that wrongly are in it
 */
record RequestLine(String method, String target) {
    private static final int MAX_METHOD = 32;
    private static final String TOKEN_SIGNS = "!#$%&'*+-.^_`|~";
    private static final int VERSION_LENGTH = "HTTP/1.1".length();

    /** Reads a line; null when it is not one of HTTP/1. */
    static @Nullable RequestLine read(String line) {
        String text = FieldText.trim(line);
        int space = text.indexOf(' ');
        int version = text.length() - VERSION_LENGTH;
        if (space < 1 || space > MAX_METHOD || version <= space || !StatusLine.isVersion(text, version)) {
            return null;
        }
        for (int i = 0; i < space; i++) {
            if (!isToken(text.charAt(i))) {
                return null;
            }
        }
        String target = FieldText.trim(text.substring(space, version));
        return target.isEmpty() || text.charAt(version - 1) != ' '
                ? null
                : new RequestLine(text.substring(0, space), target);
    }

    /** Bytes of the target's path: without scheme, authority, query and fragment; 0 for an authority or a star alone. */
    int pathLength() {
        int start = target.startsWith("/") ? 0 : afterAuthority();
        int at = start;
        while (at < target.length() && target.charAt(at) != '?' && target.charAt(at) != '#') {
            at++;
        }
        return at - start;
    }

    /** The authority in the target: of an absolute form, or the whole of CONNECT (RFC 9112 section 3.2); empty without one. */
    String authority() {
        if (method.equals("CONNECT")) {
            return target;
        }
        int scheme = target.indexOf("://");
        return scheme < 1 || target.startsWith("/") ? "" : target.substring(scheme + 3, afterAuthority());
    }

    private int afterAuthority() {
        int scheme = target.indexOf("://");
        if (scheme < 1) {
            return target.length();
        }
        int at = scheme + 3;
        while (at < target.length() && "/?#".indexOf(target.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    private static boolean isToken(char c) {
        return (c >= 'A' && c <= 'Z')
                || (c >= 'a' && c <= 'z')
                || (c >= '0' && c <= '9')
                || TOKEN_SIGNS.indexOf(c) >= 0;
    }
}
