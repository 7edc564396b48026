package io.flowjay.metrics;

import java.util.regex.Pattern;

/** How meters are named. */
final class MeterNames {
    private static final Pattern NAMESPACE = Pattern.compile("(?:[a-zA-Z][a-zA-Z0-9_.]*)?");

    private MeterNames() {}

    /**
     * What the names of a namespace begin with.
     *
     * @throws IllegalArgumentException when the namespace is no name
     */
    static String prefix(String namespace) {
        if (!NAMESPACE.matcher(namespace).matches()) {
            throw new IllegalArgumentException("the namespace of metrics must be letters, digits, _ and dots, a letter"
                    + " first, but is \"" + namespace + "\"");
        }
        return namespace.isEmpty() ? "" : namespace + '.';
    }
}
