package io.flowjay.feature.heuristic;

import io.flowjay.feature.heuristic.rule.Rules;

/**
 * The size of a TLS record that holds one cell of Tor.
 *
 * @param cell bytes of the cell
 * @param overhead bytes that the record adds to it
 * @param source where the numbers are from
 */
record CellSize(int cell, int overhead, String source) {
    /** What a TLS record holds at most (RFC 8446 section 5.1). */
    private static final int LARGEST_RECORD = 1 << 14;

    CellSize {
        Rules.range("cell", cell, 1, LARGEST_RECORD);
        Rules.range("overhead", overhead, 0, LARGEST_RECORD);
        Rules.text("source", source);
    }

    /** Whether a payload is one such record, or several. */
    boolean fills(int payload) {
        int record = cell + overhead;
        return payload >= record && payload % record == 0;
    }
}
