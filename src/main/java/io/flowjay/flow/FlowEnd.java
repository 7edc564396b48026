package io.flowjay.flow;

import org.apiguardian.api.API;

/** Why a flow ended; the meanings are those of the IPFIX information element flowEndReason (IE 136, RFC 5102). */
@API(status = API.Status.STABLE, since = "0.1.0")
public enum FlowEnd {
    /** No packet for longer than the idle timeout (IPFIX 1, idle timeout). */
    IDLE("idle"),
    /** Cut by the active timeout or by the packet limit of a flow (IPFIX 2, active timeout). */
    ACTIVE("active"),
    /** FIN from both sides, or RST (IPFIX 3, end of flow detected). */
    END("end"),
    /** Still open when the capture ended (IPFIX 4, forced end). */
    CAPTURE_END("capture_end"),
    /** Given up to keep the flow table within its bound (IPFIX 5, lack of resources). */
    EVICTED("evicted");

    private final String text;

    FlowEnd(String text) {
        this.text = text;
    }

    /** The value of {@code flow_end_reason} in a record. */
    public String text() {
        return text;
    }
}
