package io.flowjay.protocol;

import io.flowjay.protocol.dns.DnsExchange;
import io.flowjay.protocol.dns.DnsStream;
import io.flowjay.protocol.http1.Http1Conversation;
import io.flowjay.protocol.http2.Http2Conversation;
import io.flowjay.protocol.payload.Payload;
import io.flowjay.protocol.ssh.SshConversation;
import io.flowjay.protocol.stream.StreamParser;
import io.flowjay.protocol.stream.TcpStream;
import io.flowjay.protocol.tls.TlsConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What runs over a TCP connection: both directions put in order and read by every decoder until it has all it wants, or knows better. */
public final class TcpProtocols extends FlowProtocols {
    private static final int FIXED_BYTES = 256;

    private @Nullable TlsConnection tls;
    private @Nullable SshConversation ssh;
    private @Nullable DnsExchange dns;
    private @Nullable Http2Conversation http2;
    private @Nullable Http1Conversation http1;
    private TcpStream forward;
    private TcpStream backward;
    private boolean reading = true;

    /** @param wanted what to look for */
    TcpProtocols(Set<Protocol> wanted) {
        List<StreamParser> forwards = new ArrayList<>(Protocol.values().length);
        List<StreamParser> backwards = new ArrayList<>(Protocol.values().length);
        if (wanted.contains(Protocol.TLS)) {
            TlsConnection connection = new TlsConnection();
            tls = connection;
            forwards.add(connection.forward());
            backwards.add(connection.backward());
        }
        if (wanted.contains(Protocol.SSH)) {
            SshConversation conversation = new SshConversation();
            ssh = conversation;
            forwards.add(conversation.client());
            backwards.add(conversation.server());
        }
        if (wanted.contains(Protocol.DNS)) {
            DnsExchange exchange = new DnsExchange();
            dns = exchange;
            forwards.add(new DnsStream(exchange));
            backwards.add(new DnsStream(exchange));
        }
        if (wanted.contains(Protocol.HTTP2)) {
            Http2Conversation conversation = new Http2Conversation();
            http2 = conversation;
            forwards.add(conversation.forward());
            backwards.add(conversation.backward());
        }
        if (wanted.contains(Protocol.HTTP1)) {
            Http1Conversation conversation = new Http1Conversation();
            http1 = conversation;
            forwards.add(conversation.forward());
            backwards.add(conversation.backward());
        }
        forward = new TcpStream(forwards);
        backward = new TcpStream(backwards);
    }

    /** Notes the sequence number of a direction's SYN, which came before this object was made. */
    public void opened(boolean fromResponder, int sequence) {
        stream(fromResponder).opened(sequence);
    }

    /**
     * Takes a segment, which is not kept.
     *
     * @param flags the control bits of {@link io.flowjay.packet.TcpFlags}
     * @param sequence the segment's sequence number
     * @param payload its payload
     */
    public void segment(int flags, int sequence, Payload payload) {
        if (reading) {
            stream(payload.fromResponder()).add(flags, sequence, payload);
            forgetUnlessMoreIsWanted();
        }
    }

    /** Takes a segment that its receiver may have dropped, as {@link TcpStream#addDoubtful} does; otherwise as {@link #segment}. */
    public void doubtful(int flags, int sequence, Payload payload) {
        if (reading) {
            stream(payload.fromResponder()).addDoubtful(flags, sequence, payload);
            forgetUnlessMoreIsWanted();
        }
    }

    /** Whether decoders only count the bytes of a segment, see {@link TcpStream#onlyCounts}. */
    public boolean onlyCounts(int flags, int sequence, Payload payload) {
        return stream(payload.fromResponder()).onlyCounts(flags, sequence, payload.remaining());
    }

    /**
     * Takes an acknowledgement, before the payload that comes with it.
     *
     * @param fromResponder who sent it
     * @param number its acknowledgement number
     */
    public void acknowledged(boolean fromResponder, int number) {
        if (reading) {
            stream(!fromResponder).acknowledged(number);
            forgetUnlessMoreIsWanted();
        }
    }

    /**
     * Takes a segment without payload.
     *
     * @param fromResponder who sent it
     * @param sequence its sequence number
     */
    public void empty(boolean fromResponder, int sequence) {
        if (reading) {
            stream(fromResponder).empty(sequence);
            forgetUnlessMoreIsWanted();
        }
    }

    private void forgetUnlessMoreIsWanted() {
        if (!forward.wantsMore() && !backward.wantsMore()) {
            forget();
        }
    }

    /** Sequence number of the first byte of a direction. */
    public int origin(boolean fromResponder) {
        return stream(fromResponder).origin();
    }

    /**
     * Sequence number of a byte that decoders get.
     *
     * @param fromResponder its direction
     * @param position bytes of the direction that decoders get before it
     */
    public int sequenceAt(boolean fromResponder, long position) {
        TcpStream stream = stream(fromResponder);
        return stream.origin() + stream.prefix() + (int) position;
    }

    /** Whether a segment can still add anything. */
    public boolean wantsMore() {
        return reading;
    }

    @Override
    public void end() {
        if (reading) {
            forward.end();
            backward.end();
            forget();
        }
    }

    @Override
    public void turn() {
        TcpStream ofInitiator = forward;
        forward = backward;
        backward = ofInitiator;
        if (tls != null) {
            tls.turn();
        }
        if (ssh != null) {
            ssh.turn();
        }
        if (http2 != null) {
            http2.turn();
        }
    }

    /** Counts what was malformed, and drops decoders that found nothing. */
    private void forget() {
        reading = false;
        if (tls != null) {
            tls.countMalformed(malformed);
        }
        if (ssh != null) {
            ssh.countMalformed(malformed);
        }
        if (dns != null) {
            dns.countMalformed(malformed);
        }
        if (http2 != null) {
            http2.countMalformed(malformed);
        }
        if (http1 != null) {
            http1.countMalformed(malformed);
        }
        if (tls != null && !tls.found()) {
            tls = null;
        }
        if (ssh != null && !ssh.detected()) {
            ssh = null;
        }
        if (dns != null && !dns.detected()) {
            dns = null;
        }
        if (http2 != null && !http2.detected()) {
            http2 = null;
        }
        if (http1 != null && !http1.detected()) {
            http1 = null;
        }
    }

    private TcpStream stream(boolean fromResponder) {
        return fromResponder ? backward : forward;
    }

    @Override
    public int heldBytes() {
        return FIXED_BYTES
                + (tls == null ? 0 : tls.heldBytes())
                + (ssh == null ? 0 : ssh.heldBytes())
                + (dns == null ? 0 : dns.heldBytes())
                + (http2 == null ? 0 : http2.heldBytes())
                + (http1 == null ? 0 : http1.heldBytes())
                + forward.heldBytes()
                + malformed.heldBytes()
                + backward.heldBytes();
    }

    @Override
    public @Nullable TlsConnection tls() {
        return tls;
    }

    @Override
    public @Nullable SshConversation ssh() {
        return ssh;
    }

    @Override
    public @Nullable DnsExchange dns() {
        return dns;
    }

    @Override
    public @Nullable Http2Conversation http2() {
        return http2;
    }

    @Override
    public @Nullable Http1Conversation http1() {
        return http1;
    }
}
