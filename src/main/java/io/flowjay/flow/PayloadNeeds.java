package io.flowjay.flow;

import io.flowjay.protocol.Protocol;
import java.util.Set;

/**
 * What is read of the payload of packets.
 *
 * @param protocols what it is searched for
 * @param sampleBytes how many of the first bytes of each direction a {@link PayloadSample} keeps; with 0 there is none
 */
public record PayloadNeeds(Set<Protocol> protocols, int sampleBytes) {
    /** Payload is not looked at. */
    public static final PayloadNeeds NONE = new PayloadNeeds(Set.of(), 0);

    /** The protocols are copied. */
    public PayloadNeeds {
        protocols = Set.copyOf(protocols);
    }
}
