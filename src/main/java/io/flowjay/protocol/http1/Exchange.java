package io.flowjay.protocol.http1;

import java.util.ArrayDeque;

/** What the two ends must know of each other: which request a response answers, and whether they switched to another protocol. */
final class Exchange {
    /** Requests without an answer whose method is remembered; those after them are taken for requests of usual methods. */
    private static final int MAX_OPEN = 256;

    private static final int BYTES_OF_ONE = 32;

    /** A request whose answer is read in another way. */
    private record Open(int number, boolean isConnect) {}

    private final ArrayDeque<Open> open = new ArrayDeque<>(0);
    private int asked;
    private int answered;
    private boolean switched;

    /** Notes a request. */
    void request(String method) {
        boolean isConnect = method.equals("CONNECT");
        if ((isConnect || method.equals("HEAD")) && open.size() < MAX_OPEN) {
            open.add(new Open(asked, isConnect));
        }
        asked++;
    }

    /** Notes a response that answers a request: its status is not that of an interim one. */
    Answer answer() {
        if (answered == asked) {
            // The capture lacks its request.
            return Answer.USUAL;
        }
        int number = answered++;
        Open first = open.peek();
        if (first == null || first.number != number) {
            return Answer.USUAL;
        }
        open.remove();
        return first.isConnect ? Answer.TO_CONNECT : Answer.TO_HEAD;
    }

    void switchProtocol() {
        switched = true;
    }

    /** Whether the ends agreed on another protocol, so that what follows is not HTTP/1. */
    boolean switched() {
        return switched;
    }

    int heldBytes() {
        return open.size() * BYTES_OF_ONE;
    }

    /** Which request a response answers. */
    enum Answer {
        USUAL,
        TO_HEAD,
        TO_CONNECT
    }
}
