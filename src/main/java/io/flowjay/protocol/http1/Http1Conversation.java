package io.flowjay.protocol.http1;

import io.flowjay.protocol.payload.MalformedCounts;
import org.jspecify.annotations.Nullable;

/** Both directions of a TCP connection, read as HTTP/1.0 or HTTP/1.1; what they send shows which end is the client's. */
public final class Http1Conversation {
    private static final int FIXED_BYTES = 160;
    private static final int BYTES_OF_READER = 256;
    private static final Messages NOTHING = new Messages();

    private final Exchange exchange = new Exchange();
    private final Http1Direction forward = new Http1Direction(exchange);
    private final Http1Direction backward = new Http1Direction(exchange);

    /** What the connection's initiator sends. */
    public Http1Direction forward() {
        return forward;
    }

    /** What the connection's responder sends. */
    public Http1Direction backward() {
        return backward;
    }

    /** Whether the start line of a request or a response was read. */
    public boolean detected() {
        return forward.reader() != null || backward.reader() != null;
    }

    /** Requests whose start line was read. */
    public int requests() {
        return client().requests;
    }

    /** Responses whose start line was read, interim ones too. */
    public int responses() {
        return server().responses;
    }

    /** Method of the first request; empty without one. */
    public String method() {
        return client().method;
    }

    /** Field Host of the first request, else the authority of its target; empty without both. */
    public String host() {
        return client().host;
    }

    /** Bytes of the path in the first request's target. */
    public int pathLength() {
        return client().pathLength;
    }

    /** Status code of the first response; 0 without one. */
    public int status() {
        return server().status;
    }

    /** Field User-Agent of the first request that has one, or empty. */
    public String userAgent() {
        return client().userAgent;
    }

    /** Field Content-Type of the first response that has one, or empty. */
    public String contentType() {
        return server().contentType;
    }

    /** Field Server of the first response that has one, or empty. */
    public String serverSoftware() {
        return server().server;
    }

    /** Field Upgrade of the first response 101, else of the first request that has one, or empty. */
    public String upgrade() {
        String upgraded = server().upgraded;
        return upgraded.isEmpty() ? client().upgradeAsked : upgraded;
    }

    /** Counts what broke the format. */
    public void countMalformed(MalformedCounts into) {
        countMalformed(forward.reader(), into);
        countMalformed(backward.reader(), into);
    }

    private static void countMalformed(@Nullable MessageReader reader, MalformedCounts into) {
        if (reader != null) {
            into.addAll(reader.malformed());
        }
    }

    /** Memory that this takes, about, in bytes, without what the directions hold of lines that are not whole. */
    public int heldBytes() {
        return FIXED_BYTES + exchange.heldBytes() + heldBytes(forward.reader()) + heldBytes(backward.reader());
    }

    private static int heldBytes(@Nullable MessageReader reader) {
        return reader == null
                ? 0
                : BYTES_OF_READER
                        + reader.messages().heldBytes()
                        + reader.malformed().heldBytes();
    }

    private Messages client() {
        Messages sent = messages(forward);
        return sent.requests > 0 ? sent : messages(backward);
    }

    private Messages server() {
        Messages sent = messages(backward);
        return sent.responses > 0 ? sent : messages(forward);
    }

    private static Messages messages(Http1Direction direction) {
        MessageReader reader = direction.reader();
        return reader == null ? NOTHING : reader.messages();
    }
}
