package io.flowjay.protocol;

import io.flowjay.protocol.container.TurnData;
import io.flowjay.protocol.dns.DnsExchange;
import io.flowjay.protocol.payload.Payload;
import io.flowjay.protocol.quic.InitialProtection;
import io.flowjay.protocol.quic.QuicDecoder;
import io.flowjay.protocol.quic.QuicFacts;
import io.flowjay.protocol.tls.DtlsConnection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What runs over the datagrams between two UDP endpoints. A decoder is there from the first datagram on that it may know. */
public final class UdpProtocols extends FlowProtocols {
    private static final int FIXED_BYTES = 64;

    private final Set<Protocol> wanted;
    private final InitialProtection protection;
    private final Payload relayed;
    private @Nullable DnsExchange dns;
    private @Nullable DtlsConnection dtls;
    private @Nullable QuicDecoder quic;

    /**
     * @param wanted what to look for
     * @param protection serves all flows
     * @param relayed holds what a TURN message carries, while it is read; serves all flows
     */
    UdpProtocols(Set<Protocol> wanted, InitialProtection protection, Payload relayed) {
        this.wanted = wanted;
        this.protection = protection;
        this.relayed = relayed;
        dns = wanted.contains(Protocol.DNS) ? new DnsExchange() : null;
    }

    /**
     * Takes a datagram, which is not kept.
     *
     * @param datagram its UDP payload
     */
    public void datagram(Payload datagram) {
        if (dns != null) {
            dns(dns, datagram);
        }
        if (wanted.contains(Protocol.TLS)) {
            dtls(datagram);
        }
        QuicDecoder decoder = quic;
        if (decoder == null && wanted.contains(Protocol.QUIC) && QuicDecoder.mayBegin(datagram)) {
            decoder = new QuicDecoder(protection);
            quic = decoder;
        }
        if (decoder != null) {
            decoder.datagram(datagram);
        }
    }

    private void dtls(Payload datagram) {
        DtlsConnection secured = dtls;
        if (secured != null && !secured.wantsMore()) {
            return;
        }
        int start = TurnData.start(datagram);
        Payload carried = datagram;
        if (start > 0) {
            int length = TurnData.length(datagram, start);
            int captured = Math.min(length, datagram.remaining() - start);
            carried =
                    relayed.set(datagram.fromResponder(), datagram.data(), datagram.offset() + start, captured, length);
        }
        if (secured == null && DtlsConnection.mayBegin(carried)) {
            secured = new DtlsConnection();
            dtls = secured;
        }
        if (secured != null) {
            secured.datagram(carried);
        }
    }

    private void dns(DnsExchange exchange, Payload message) {
        if (!exchange.ended()) {
            exchange.accept(message);
        } else if (!exchange.detected()) {
            dns = null;
        }
    }

    @Override
    public void end() {
        if (dns != null) {
            dns.countMalformed(malformed);
        }
        if (dtls != null) {
            dtls.countMalformed(malformed);
        }
        if (quic != null) {
            quic.countMalformed(malformed);
        }
        if (dns != null && !dns.detected()) {
            dns = null;
        }
        if (dtls != null && !dtls.detected()) {
            dtls = null;
        }
        if (quic != null && !quic.facts().detected()) {
            quic = null;
        }
    }

    @Override
    public void turn() {
        if (dtls != null) {
            dtls.turn();
        }
    }

    @Override
    public int heldBytes() {
        return FIXED_BYTES
                + malformed.heldBytes()
                + (dns == null ? 0 : dns.heldBytes())
                + (dtls == null ? 0 : dtls.heldBytes())
                + (quic == null ? 0 : quic.heldBytes());
    }

    @Override
    public @Nullable DnsExchange dns() {
        return dns;
    }

    @Override
    public @Nullable DtlsConnection dtls() {
        return dtls;
    }

    @Override
    public @Nullable QuicFacts quic() {
        return quic == null ? null : quic.facts();
    }
}
