package io.flowjay.packet;

/** Takes what becomes of the packets of a capture: each is handed over once, decoded or with the reason why it is not. */
public interface PacketSink {
    /**
     * Takes a packet of a flow. The fragments of a packet come one by one when the last of them is there, each with its own time
     * and its share of the lengths; header fields of the transport layer come with the last one.
     *
     * @param packet valid during the call
     */
    void decoded(DecodedPacket packet);

    /** Takes note of a packet that belongs to no flow. */
    void ignored(Ignored reason);

    /** Takes note that the frame whose packet was handed over last holds another one (an aggregate of 802.11), which comes next. */
    void further();

    /** Takes note that a fragment overlaps others of its packet; what came first stays. */
    void fragmentOverlap();
}
