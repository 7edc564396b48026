package io.flowjay.packet.frame;

import io.flowjay.packet.TunnelPath;

/** A place that {@link Frame#rewind} goes back to: the headers noted by then, where the frame ended, the tunnels still to follow. */
public final class Mark {
    int headerCount;
    int capturedEnd;
    long wireEnd;
    int tunnelsLeft;
    int continuations;
    int vlanId;
    int vlanIds;
    final TunnelPath tunnelPath = new TunnelPath();

    Mark() {}
}
