package io.flowjay.feature;

import io.flowjay.flow.TcpSyn;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Guesses the operating system that sent a SYN or SYN+ACK by a table of heuristics. */
final class OsHint {
    /** What is answered when no line of the table matches. */
    static final String UNKNOWN = "unknown";

    /** By the table that comes with FlowJay. */
    static final OsHint DEFAULT = of(resource("os-hints.txt"));

    private static final String ANY = "*";
    private static final int FIELDS = 5;

    private record Line(String hint, boolean synOnly, int hopLimit, Optional<Integer> window, String layout) {
        boolean matches(TcpSyn syn) {
            return hopLimit == InitialHopLimit.of(syn.hopLimit())
                    && (window.isEmpty() || window.get() == syn.window())
                    && matchesLayout(syn.layout());
        }

        private boolean matchesLayout(String options) {
            return layout.endsWith(ANY)
                    ? options.startsWith(layout.substring(0, layout.length() - 1))
                    : options.equals(layout);
        }
    }

    private final List<Line> lines;

    private OsHint(List<Line> lines) {
        this.lines = lines;
    }

    /**
     * Reads a table; its form is told in the one that comes with FlowJay.
     *
     * @throws IllegalArgumentException naming the line that cannot be read
     */
    static OsHint of(String table) {
        return new OsHint(table.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(OsHint::line)
                .toList());
    }

    private static Line line(String text) {
        String[] fields = text.split("\\|", -1);
        for (int i = 0; i < fields.length; i++) {
            fields[i] = fields[i].trim();
        }
        try {
            if (fields.length == FIELDS && List.of("syn", "any").contains(fields[1])) {
                Optional<Integer> window =
                        fields[3].equals(ANY) ? Optional.empty() : Optional.of(Integer.valueOf(fields[3]));
                return new Line(fields[0], fields[1].equals("syn"), Integer.parseInt(fields[2]), window, fields[4]);
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a line of hints: " + text, e);
        }
        throw new IllegalArgumentException("not a line of hints: " + text);
    }

    /** The operating system of the sender of a SYN. */
    String ofSyn(TcpSyn syn) {
        return first(syn, false);
    }

    /** The operating system of the sender of a SYN+ACK, whose options depend on those of the SYN. */
    String ofSynAck(TcpSyn syn) {
        return first(syn, true);
    }

    private String first(TcpSyn syn, boolean answer) {
        for (Line line : lines) {
            if (!(answer && line.synOnly) && line.matches(syn)) {
                return line.hint;
            }
        }
        return UNKNOWN;
    }

    private static String resource(String name) {
        try (InputStream in = OsHint.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
