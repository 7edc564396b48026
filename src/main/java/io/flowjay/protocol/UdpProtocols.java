package io.flowjay.protocol;

import io.flowjay.protocol.dns.DnsExchange;
import io.flowjay.protocol.quic.InitialProtection;
import io.flowjay.protocol.quic.QuicDecoder;
import io.flowjay.protocol.quic.QuicFacts;
import io.flowjay.protocol.tls.DtlsConnection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What runs over the datagrams between two UDP endpoints. A decoder is there from the first datagram on that it may know. */
public final class UdpProtocols extends FlowProtocols {
    private static final int FIXED_BYTES = 40;

    private final Set<Protocol> wanted;
    private final InitialProtection protection;
    private @Nullable DnsExchange dns;
    /** Datagrams ahead of the first that may be of DNS; {@link DnsExchange#MAX_STRANGE} when it is not looked for any more. */
    private int strange;

    private @Nullable DtlsConnection dtls;
    private @Nullable QuicDecoder quic;

    /**
     * @param wanted what to look for
     * @param protection serves all flows
     */
    UdpProtocols(Set<Protocol> wanted, InitialProtection protection) {
        this.wanted = wanted;
        this.protection = protection;
        strange = wanted.contains(Protocol.DNS) ? 0 : DnsExchange.MAX_STRANGE;
    }

    /**
     * Takes a datagram, which is not kept.
     *
     * @param fromResponder whether it goes backward
     * @param data holds the payload
     * @param offset where the payload starts
     * @param captured bytes of payload that were captured
     * @param length bytes of payload on the wire
     */
    public void datagram(boolean fromResponder, byte[] data, int offset, int captured, int length) {
        dns(data, offset, captured, length);
        DtlsConnection secured = dtls;
        if (secured == null && wanted.contains(Protocol.TLS) && DtlsConnection.mayBegin(data, offset, captured)) {
            secured = new DtlsConnection();
            dtls = secured;
        }
        if (secured != null && secured.wantsMore()) {
            secured.datagram(fromResponder, data, offset, captured);
        }
        QuicDecoder decoder = quic;
        if (decoder == null && wanted.contains(Protocol.QUIC) && QuicDecoder.mayBegin(data, offset, captured, length)) {
            decoder = new QuicDecoder(protection);
            quic = decoder;
        }
        if (decoder != null) {
            decoder.datagram(!fromResponder, data, offset, captured, length);
        }
    }

    private void dns(byte[] data, int offset, int captured, int length) {
        DnsExchange exchange = dns;
        if (exchange == null && strange < DnsExchange.MAX_STRANGE) {
            if (!DnsExchange.mayBegin(data, offset, offset + captured, length)) {
                strange++;
                return;
            }
            exchange = new DnsExchange(strange);
            dns = exchange;
        }
        if (exchange != null && !exchange.ended()) {
            exchange.accept(data, offset, offset + captured, captured < length);
            if (exchange.ended() && !exchange.detected()) {
                strange = DnsExchange.MAX_STRANGE;
                dns = null;
            }
        }
    }

    /** Packets of QUIC are counted to the end. */
    @Override
    public boolean wantsMore() {
        boolean wantsDns = strange < DnsExchange.MAX_STRANGE && (dns == null || !dns.ended());
        boolean wantsDtls = wanted.contains(Protocol.TLS) && (dtls == null || dtls.wantsMore());
        return wantsDns || wantsDtls || wanted.contains(Protocol.QUIC);
    }

    @Override
    public void end() {
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
    public int heldBytes() {
        return FIXED_BYTES
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
