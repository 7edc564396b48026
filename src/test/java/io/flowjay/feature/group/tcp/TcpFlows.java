package io.flowjay.feature.group.tcp;

import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.flowjay.flow.TcpScript;
import org.junit.jupiter.params.provider.Arguments;

/** TCP flows that several tests use. */
final class TcpFlows {
    /** A clean connection: initial sequence numbers 100 and 500, data of 10 and 20 bytes, both FINs. */
    static final String CLEAN = """
            0.00 c S  seq=100 win=1000
            0.02 s SA seq=500 ack=101 win=2000
            0.03 c A  seq=101 ack=501 win=1000
            0.04 c PA seq=101 ack=501 win=1000 len=10
            0.06 s A  seq=501 ack=111 win=2000
            0.07 s PA seq=501 ack=111 win=2000 len=20
            0.08 c A  seq=111 ack=521 win=1000
            0.09 c FA seq=111 ack=521 win=1000
            0.11 s FA seq=521 ack=112 win=2000
            0.12 c A  seq=112 ack=522 win=1000
            """;

    /** A handshake of 20 ms; the next sequence numbers are 1 and 501. */
    static final String OPENED = """
            0.00 c S  seq=0 win=1000
            0.01 s SA seq=500 ack=1 win=2000
            0.02 c A  seq=1 ack=501 win=1000
            """;

    private TcpFlows() {}

    /** A case of a table: its name, the flow of a script, the features expected. */
    static Arguments flow(String name, String script, String expected) {
        return arguments(named(name, TcpScript.flow(script)), expected);
    }

    /** The same for what follows {@link #OPENED}. */
    static Arguments opened(String name, String script, String expected) {
        return flow(name, OPENED + script, expected);
    }
}
