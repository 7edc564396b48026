package io.flowjay.feature.heuristic;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.flowjay.feature.heuristic.rule.Rules;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names of servers that do DNS over HTTPS. */
public final class DohProviders {
    private final Set<String> names = new HashSet<>();

    private DohProviders(List<Source> lists) {
        lists.forEach(list -> names.addAll(list.names));
    }

    /**
     * Names from one source.
     *
     * @param source where they are from
     * @param date the day they were added, as in ISO 8601
     * @param names host names; each also stands for the names below it
     */
    record Source(String source, String date, List<String> names) {
        Source {
            Rules.text("source", source);
            Rules.date(date);
            names.forEach(Rules::hostName);
            names = List.copyOf(names);
        }
    }

    /** All names of the lists. */
    @JsonCreator
    static DohProviders of(List<Source> lists) {
        return new DohProviders(lists);
    }

    /** Whether a server has one of the names, or one below it; letter case does not matter. */
    boolean has(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        int start = 0;
        while (!names.contains(name.substring(start))) {
            int dot = name.indexOf('.', start);
            if (dot < 0) {
                return false;
            }
            start = dot + 1;
        }
        return true;
    }
}
