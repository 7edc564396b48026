package io.flowjay.packet;

import org.apiguardian.api.API;

/**
 * Why the ports of an IP packet are not known. Such a packet belongs to a flow of addresses and protocol, in which both ports are 0.
 */
@API(status = API.Status.STABLE, since = "0.1.0")
public enum PortsMissing implements Outcome {
    /** A transport header that contradicts itself, or an IP packet that ends before the ports. */
    MALFORMED_TRANSPORT("malformed_transport"),
    /** The captured bytes end before the ports. */
    TRUNCATED_TRANSPORT("truncated_transport"),
    /** An IPv6 extension header that contradicts itself. */
    MALFORMED_EXTENSION("malformed_extension"),
    /** A fragment that no IP packet has room for, or that ends where no other can begin. */
    MALFORMED_FRAGMENT("malformed_fragment"),
    /** A fragment of an IP packet that was not whole in time. */
    FRAGMENT_TIMEOUT("fragment_timeout"),
    /** A fragment of an IP packet that was dropped for lack of room. */
    FRAGMENT_EVICTED("fragment_evicted"),
    /** A fragment of an IP packet that was not whole at the end of the capture. */
    FRAGMENT_INCOMPLETE("fragment_incomplete");

    private final String text;

    PortsMissing(String text) {
        this.text = text;
    }

    /** The reason's name in records, counters and reports. */
    public String text() {
        return text;
    }
}
