package io.flowjay.flow;

/**
 * Numbers the parts of one connection that is known under several identifiers, so that no two parts have the same number. Flows of the
 * connection and {@link EndedConnections} share it.
 */
final class PartCounter {
    private int last = 1;

    /** The number of the part that starts now; part 1 has its number without asking. */
    int next() {
        return ++last;
    }
}
