package io.flowjay.cli.observe;

import java.util.HashMap;
import java.util.Map;

/** Limits concurrent uploads, in total and for each client, so that one client cannot use up all. Safe for several threads. */
final class UploadSlots {
    /** Uploads of one client address. */
    static final int PER_CLIENT = 4;
    /** Uploads of all clients. */
    static final int ALL = 16;

    private final Map<String, Integer> running = new HashMap<>();
    private int all;

    /** Takes a slot, and returns false if there is none; {@link #release} gives it back. */
    synchronized boolean tryAcquire(String client) {
        int own = running.getOrDefault(client, 0);
        if (own == PER_CLIENT || all == ALL) {
            return false;
        }
        running.put(client, own + 1);
        all++;
        return true;
    }

    /** Gives a slot back. */
    synchronized void release(String client) {
        all--;
        running.compute(client, (name, own) -> own == null || own == 1 ? null : own - 1);
    }
}
