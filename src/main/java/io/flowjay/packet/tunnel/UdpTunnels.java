package io.flowjay.packet.tunnel;

import io.flowjay.packet.Header;
import io.flowjay.packet.Ignored;
import io.flowjay.packet.Outcome;
import io.flowjay.packet.Progress;
import io.flowjay.packet.frame.Decoder;
import io.flowjay.packet.frame.DecoderTable;
import io.flowjay.packet.frame.Frame;

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
        return frame.has(at, LENGTH) && ports.contains(port(frame, at));
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
        return ports.get(port(frame, at)).decode(frame, at + LENGTH);
    }

    /** The destination port when it is one of a tunnel, else the source port. */
    private int port(Frame frame, int at) {
        int destination = frame.u16be(at + 2);
        return ports.contains(destination) ? destination : frame.u16be(at);
    }
}
