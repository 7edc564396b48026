package io.flowjay.packet;

import org.apiguardian.api.API;

/** Why a packet belongs to no flow. Every packet read is in a flow or counted under exactly one of these. */
@API(status = API.Status.STABLE, since = "0.1.0")
public enum Ignored implements Outcome {
    /** The frame carries something else than IP, for example ARP or LLDP. */
    NOT_IP("not_ip"),
    /** The capture's link type has no decoder. */
    UNSUPPORTED_LINK_TYPE("unsupported_link_type"),
    /** Between link layer and IP stands something that is not decoded: compression, a fragment of the link layer. */
    UNSUPPORTED_ENCAPSULATION("unsupported_encapsulation"),
    /** The captured bytes end before the IP addresses. */
    TRUNCATED_HEADER("truncated_header"),
    /** A link-layer header that contradicts itself. */
    MALFORMED_LINK("malformed_link"),
    /** The link layer is encrypted (WEP, WPA, MACsec). */
    ENCRYPTED("encrypted"),
    /** An IP header that contradicts itself: wrong version, impossible length. */
    MALFORMED_IP("malformed_ip"),
    /** The same IP packet was captured shortly before, see setting {@code deduplicate}. */
    DUPLICATE("duplicate"),
    /** More headers nested than are followed. */
    TOO_MANY_HEADERS("too_many_headers"),
    /** Left out by the sampling of flows. */
    SAMPLED_OUT("sampled_out"),
    /** Left out by the capture filter. */
    FILTERED_OUT("filtered_out");

    private final String text;

    Ignored(String text) {
        this.text = text;
    }

    /** The reason's name in counters and reports. */
    public String text() {
        return text;
    }
}
