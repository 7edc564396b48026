package io.flowjay.feature.heuristic;

import io.flowjay.feature.heuristic.rule.Rules;

/**
 * Size of a TLS record that holds cells of Tor.
 *
 * @param cell bytes of a cell
 * @param overhead bytes that encryption adds to the cells, without the record's header
 * @param source where the numbers are from
 */
record RecordSize(int cell, int overhead, String source) {
    /** What a TLS record holds at most (RFC 8446 section 5.1). */
    private static final int LARGEST_RECORD = 1 << 14;

    RecordSize {
        Rules.range("cell", cell, 1, LARGEST_RECORD);
        Rules.range("overhead", overhead, 0, LARGEST_RECORD);
        Rules.text("source", source);
    }

    /** Whether a record's length is that of one cell or several. */
    boolean holdsCells(int length) {
        return length > overhead && (length - overhead) % cell == 0;
    }
}
