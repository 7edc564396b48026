package io.flowjay.flow;

import io.flowjay.protocol.Protocol;
import java.util.Set;

/**
 * What is read of the payload of packets.
 *
 * @param protocols what it is searched for
 */
public record PayloadNeeds(Set<Protocol> protocols) {
    /** Payload is not looked at. */
    public static final PayloadNeeds NONE = new PayloadNeeds(Set.of());

    /** The protocols are copied. */
    public PayloadNeeds {
        protocols = Set.copyOf(protocols);
    }
}
