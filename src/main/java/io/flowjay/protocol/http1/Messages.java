package io.flowjay.protocol.http1;

/** What the messages of one end said, as far as it is kept: their number, and the first value of each kind. */
final class Messages {
    int requests;
    int responses;
    String method = "";
    String host = "";
    int pathLength;
    int status;
    String userAgent = "";
    String contentType = "";
    String server = "";
    /** What a request asks to switch to. */
    String upgradeAsked = "";
    /** What a response 101 switches to. */
    String upgraded = "";

    private boolean hasHost;

    void request(RequestLine line) {
        if (requests++ == 0) {
            method = FieldText.of(line.method());
            pathLength = line.pathLength();
        }
    }

    void response(int code) {
        if (responses++ == 0) {
            status = code;
        }
    }

    /** Takes the fields of a request, as far as they came. */
    void requestFields(Fields fields, RequestLine line) {
        if (!hasHost) {
            hasHost = true;
            host = fields.host.isEmpty() ? FieldText.of(line.authority()) : fields.host;
        }
        userAgent = first(userAgent, fields.userAgent);
        upgradeAsked = first(upgradeAsked, fields.upgrade);
    }

    /** Takes the fields of a response, as far as they came. */
    void responseFields(Fields fields, int code) {
        contentType = first(contentType, fields.contentType);
        server = first(server, fields.server);
        if (code == MessageReader.SWITCHING_PROTOCOLS) {
            upgraded = first(upgraded, fields.upgrade);
        }
    }

    int heldBytes() {
        return method.length()
                + host.length()
                + userAgent.length()
                + contentType.length()
                + server.length()
                + upgradeAsked.length()
                + upgraded.length();
    }

    private static String first(String before, String value) {
        return before.isEmpty() ? value : before;
    }
}
