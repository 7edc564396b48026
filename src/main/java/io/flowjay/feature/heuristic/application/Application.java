package io.flowjay.feature.heuristic.application;

/**
 * What a flow is.
 *
 * @param name the protocol, and after a dot the service where its server's name tells it
 * @param evidence what the last part of the name is known by: {@code content}, {@code name} or {@code port}; empty without any
 */
public record Application(String name, String evidence) {
    /** What nDPI calls a flow that it does not know. */
    public static final String UNKNOWN = "Unknown";

    static final String CONTENT = "content";
    static final String NAME = "name";
    static final String PORT = "port";

    static final Application NONE = new Application(UNKNOWN, "");
}
