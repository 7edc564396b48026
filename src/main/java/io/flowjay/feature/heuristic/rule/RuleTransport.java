package io.flowjay.feature.heuristic.rule;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.flowjay.flow.Flow;
import io.flowjay.packet.IpProtocol;

/** The transport protocol that a rule asks for. */
public enum RuleTransport {
    @JsonProperty("tcp")
    TCP(IpProtocol.TCP),
    @JsonProperty("udp")
    UDP(IpProtocol.UDP);

    private final int protocol;

    RuleTransport(int protocol) {
        this.protocol = protocol;
    }

    public boolean carries(Flow flow) {
        return flow.protocol() == protocol;
    }
}
