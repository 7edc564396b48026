package io.flowjay.protocol.payload;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/** How often each {@link Malformed} occurred in a flow. Without any it holds no memory of its own. For use by one thread. */
public final class MalformedCounts {
    /** A map, which has a place for each reason. */
    private static final int MAP_BYTES = 64 + Integer.BYTES * Malformed.values().length;

    private @Nullable Map<Malformed, Integer> byReason;

    /** Counts one more. */
    public void add(Malformed reason) {
        add(reason, 1);
    }

    /** Counts some more. */
    public void add(Malformed reason, int count) {
        if (count > 0) {
            Map<Malformed, Integer> counts = byReason;
            if (counts == null) {
                counts = new EnumMap<>(Malformed.class);
                byReason = counts;
            }
            counts.merge(reason, count, Integer::sum);
        }
    }

    /** Adds the counts of others to these. */
    public void addAll(MalformedCounts others) {
        others.forEach(this::add);
    }

    /** Hands out each reason that occurred, and how often, in the order of the reasons. */
    public void forEach(ObjIntConsumer<Malformed> action) {
        Map<Malformed, Integer> counts = byReason;
        if (counts != null) {
            counts.forEach(action::accept);
        }
    }

    /** Whether nothing was malformed. */
    public boolean isEmpty() {
        return byReason == null;
    }

    /** Memory that the counts take beside this object, about, in bytes. */
    public int heldBytes() {
        return byReason == null ? 0 : MAP_BYTES;
    }
}
