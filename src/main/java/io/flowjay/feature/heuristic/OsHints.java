package io.flowjay.feature.heuristic;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.flowjay.feature.heuristic.rule.Rules;
import io.flowjay.flow.TcpSyn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Guesses the operating system that sent a SYN or SYN+ACK.
 *
 * @param hints the first that matches counts
 */
public record OsHints(List<Hint> hints) {
    /** What is answered when no hint matches. */
    public static final String UNKNOWN = "unknown";

    private static final String ANY = "*";
    private static final List<String> SEGMENTS = List.of("syn", "any");
    private static final int MAX_WINDOW = 0xffff;
    private static final int MAX_HOP_LIMIT = 0xff;

    public OsHints {
        hints = List.copyOf(hints);
    }

    /**
     * One line of the table.
     *
     * @param system the operating system
     * @param segment {@code syn}, or {@code any} for SYN and SYN+ACK, whose options depend on those of the SYN
     * @param hopLimit the initial TTL or hop limit, see {@link InitialHopLimit}
     * @param window the window field, null for any
     * @param options the options' letters in the order of the header, see {@link io.flowjay.packet.TcpOptionLayout}; a star at the end stands for any
     *     that follow
     * @param source where the hint is from
     */
    record Hint(
            String system,
            String segment,
            int hopLimit,
            @JsonSetter(nulls = Nulls.SET) @Nullable Integer window,
            String options,
            String source) {

        Hint {
            Rules.text("system", system);
            Rules.oneOf("segment", segment, SEGMENTS);
            Rules.range("hopLimit", hopLimit, 1, MAX_HOP_LIMIT);
            Rules.check(hopLimit == InitialHopLimit.of(hopLimit), "no host begins at hopLimit " + hopLimit);
            if (window != null) {
                Rules.range("window", window, 0, MAX_WINDOW);
            }
            Rules.check(options.matches("[MNWSTE?]*\\*?"), "options are letters of MNWSTE?, not \"" + options + "\"");
            Rules.text("source", source);
        }

        private boolean matches(TcpSyn syn) {
            return hopLimit == InitialHopLimit.of(syn.hopLimit())
                    && (window == null || window == syn.window())
                    && matchesOptions(syn.layout());
        }

        private boolean matchesOptions(String layout) {
            return options.endsWith(ANY)
                    ? layout.startsWith(options.substring(0, options.length() - 1))
                    : layout.equals(options);
        }
    }

    /** The operating system of the sender of a SYN. */
    public String ofSyn(TcpSyn syn) {
        return first(syn, false);
    }

    /** The operating system of the sender of a SYN+ACK. */
    public String ofSynAck(TcpSyn syn) {
        return first(syn, true);
    }

    private String first(TcpSyn syn, boolean answer) {
        for (Hint hint : hints) {
            if (!(answer && hint.segment.equals("syn")) && hint.matches(syn)) {
                return hint.system;
            }
        }
        return UNKNOWN;
    }
}
