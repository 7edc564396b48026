package io.flowjay.protocol;

import io.flowjay.protocol.container.SctpMessages;
import io.flowjay.protocol.payload.Payload;
import io.flowjay.protocol.tls.DtlsConnection;
import org.jspecify.annotations.Nullable;

/** What runs over an SCTP association: DTLS in its user messages (RFC 6083), whatever their payload protocol. */
public final class SctpProtocols extends FlowProtocols implements SctpMessages.Sink {
    private static final int FIXED_BYTES = 160;

    private SctpMessages forward = new SctpMessages(this);
    private SctpMessages backward = new SctpMessages(this);
    private @Nullable DtlsConnection dtls;

    /** Nothing is seen yet. */
    SctpProtocols() {}

    /**
     * Takes a packet, which is not kept.
     *
     * @param chunks what follows its common header
     */
    public void packet(Payload chunks) {
        if (wantsMore()) {
            (chunks.fromResponder() ? backward : forward).packet(chunks);
        }
    }

    /** Whether a packet can still add anything. */
    public boolean wantsMore() {
        return dtls == null || dtls.wantsMore();
    }

    @Override
    public boolean wants(Payload beginning) {
        return DtlsConnection.mayBegin(beginning);
    }

    @Override
    public void message(Payload message) {
        DtlsConnection secured = dtls;
        if (secured == null) {
            secured = new DtlsConnection();
            dtls = secured;
        }
        secured.datagram(message);
    }

    @Override
    public void end() {
        if (dtls != null) {
            dtls.countMalformed(malformed);
            dtls = dtls.detected() ? dtls : null;
        }
    }

    @Override
    public void turn() {
        SctpMessages ofInitiator = forward;
        forward = backward;
        backward = ofInitiator;
        if (dtls != null) {
            dtls.turn();
        }
    }

    @Override
    public int heldBytes() {
        return FIXED_BYTES
                + malformed.heldBytes()
                + forward.heldBytes()
                + backward.heldBytes()
                + (dtls == null ? 0 : dtls.heldBytes());
    }

    @Override
    public @Nullable DtlsConnection dtls() {
        return dtls;
    }
}
