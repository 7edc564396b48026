package io.flowjay.protocol.tls;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Results of a computation by what they were computed from, so that what occurs again and again in a capture is computed once: a table
 * in which a result takes the place of an earlier one. Threads may share it, and so may captures: no result depends on it.
 *
 * @param <K> what the results are computed from; immutable, with {@code equals} and {@code hashCode}
 * @param <V> the results; immutable
 */
final class RecentResults<K, V> {
    private record Entry<K, V>(K key, V value) {}

    private final Function<K, V> computation;
    private final AtomicReferenceArray<@Nullable Entry<K, V>> entries;

    /**
     * @param size most results to keep, a power of two
     * @param computation what they are computed by
     */
    RecentResults(int size, Function<K, V> computation) {
        this.computation = computation;
        entries = new AtomicReferenceArray<>(size);
    }

    /** The result for a key, kept or computed. */
    V of(K key) {
        int hash = key.hashCode();
        int place = (hash ^ hash >>> 16) & entries.length() - 1;
        Entry<K, V> kept = entries.get(place);
        if (kept != null && kept.key.equals(key)) {
            return kept.value;
        }
        V value = computation.apply(key);
        entries.set(place, new Entry<>(key, value));
        return value;
    }
}
