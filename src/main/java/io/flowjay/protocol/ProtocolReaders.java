package io.flowjay.protocol;

import io.flowjay.protocol.payload.Payload;
import io.flowjay.protocol.quic.InitialProtection;
import java.util.EnumSet;
import java.util.Set;

/** Starts the reading of flows; it holds what they share, and belongs to one thread. */
public final class ProtocolReaders {
    private static final Set<Protocol> OVER_TCP =
            EnumSet.of(Protocol.TLS, Protocol.SSH, Protocol.DNS, Protocol.HTTP2, Protocol.HTTP1);
    private static final Set<Protocol> OVER_UDP = EnumSet.of(Protocol.TLS, Protocol.QUIC, Protocol.DNS);

    private final Set<Protocol> overTcp = EnumSet.copyOf(OVER_TCP);
    private final Set<Protocol> overUdp = EnumSet.copyOf(OVER_UDP);
    private final InitialProtection protection = new InitialProtection();
    private final Payload relayed = new Payload();

    /** @param wanted what to look for */
    public ProtocolReaders(Set<Protocol> wanted) {
        overTcp.retainAll(wanted);
        overUdp.retainAll(wanted);
    }

    /** Whether anything that TCP carries is looked for. */
    public boolean readsTcp() {
        return !overTcp.isEmpty();
    }

    /** Whether anything that UDP carries is looked for. */
    public boolean readsUdp() {
        return !overUdp.isEmpty();
    }

    /** Whether anything that SCTP carries is looked for. */
    public boolean readsSctp() {
        return overUdp.contains(Protocol.TLS);
    }

    /** For a new TCP flow. */
    public TcpProtocols tcp() {
        return new TcpProtocols(overTcp);
    }

    /** For a new flow of SCTP. */
    public SctpProtocols sctp() {
        return new SctpProtocols();
    }

    /** For a new UDP flow. */
    public UdpProtocols udp() {
        return new UdpProtocols(overUdp, protection, relayed);
    }
}
