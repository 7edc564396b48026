package io.flowjay.packet.tunnel;

import io.flowjay.packet.Header;
import io.flowjay.packet.Ignored;
import io.flowjay.packet.Outcome;
import io.flowjay.packet.Progress;
import io.flowjay.packet.frame.Decoder;
import io.flowjay.packet.frame.DecoderTable;
import io.flowjay.packet.frame.Frame;
import io.flowjay.packet.frame.Mark;

/** Tunnels over UDP, known by the port of either side. A payload that does not decode is not a tunnel. */
final class UdpTunnels implements Decoder {
    private static final int LENGTH = 8;

    private final DecoderTable ports;

    /**
     * @param ports the tunnels by their ports
     */
    UdpTunnels(DecoderTable ports) {
        this.ports = ports;
    }

    @Override
    public boolean mayDecode(Frame frame, int at) {
        return frame.has(at, LENGTH) && (ports.contains(frame.u16be(at + 2)) || ports.contains(frame.u16be(at)));
    }

    @Override
    public Outcome decode(Frame frame, int at) {
        if (!frame.has(at, LENGTH)) {
            return Ignored.TRUNCATED_HEADER;
        }
        Outcome entered = frame.note(Header.UDP);
        if (entered != Progress.CONTINUE) {
            return entered;
        }
        int stated = frame.u16be(at + 4);
        if (stated >= LENGTH) {
            frame.endAt((long) at + stated);
        }
        int destination = frame.u16be(at + 2);
        int source = frame.u16be(at);
        if (!ports.contains(destination) || !ports.contains(source) || source == destination) {
            int port = ports.contains(destination) ? destination : source;
            return ports.get(port).decode(frame, at + LENGTH);
        }
        // One of the two may be a port that a client got by chance.
        Mark mark = frame.mark();
        Outcome outcome = ports.get(destination).decode(frame, at + LENGTH);
        return outcome instanceof Ignored && frame.rewind(mark)
                ? ports.get(source).decode(frame, at + LENGTH)
                : outcome;
    }
}
