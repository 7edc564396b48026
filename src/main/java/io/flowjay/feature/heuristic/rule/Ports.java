package io.flowjay.feature.heuristic.rule;

import io.flowjay.flow.Flow;

/** Ports of flows. */
public final class Ports {
    public static final int MOST = 0xffff;

    private Ports() {}

    /** Whether either end has the port: who began a flow that was captured from its middle on is not known. */
    public static boolean has(Flow flow, int port) {
        return flow.responderPort() == port || flow.initiatorPort() == port;
    }
}
