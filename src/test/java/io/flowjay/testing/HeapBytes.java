package io.flowjay.testing;

import java.util.function.Supplier;
import org.openjdk.jol.info.GraphLayout;

/** What objects take of the heap, by walking to all that they reach: unlike used memory, it does not depend on other threads. */
public final class HeapBytes {
    private HeapBytes() {}

    /** The bytes that one more of such objects takes, without what they share. */
    public static long ofOneMore(Supplier<?> maker) {
        Object one = maker.get();
        Object other = maker.get();
        // The first walk adds to what classes hold for reflection, which is among what it reaches.
        bytes(one, other);
        return bytes(one, other) - bytes(one);
    }

    private static long bytes(Object... roots) {
        return GraphLayout.parseInstance(roots).totalSize();
    }
}
