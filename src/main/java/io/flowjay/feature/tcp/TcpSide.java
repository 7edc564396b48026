package io.flowjay.feature.tcp;

/** What one side of a TCP connection sent. */
public final class TcpSide {
    /** Its sequence numbers. */
    public final SentData data = new SentData();
    /** Its acknowledgements. */
    public final Acknowledgements acknowledgements = new Acknowledgements();
    /** Its windows. */
    public final Windows windows = new Windows();
    /** Its options. */
    public final SeenOptions options = new SeenOptions();
    /** Times from its timestamps to the other side's echoes. */
    public final RttSamples timestampRtt = new RttSamples();
    /** Times from its data to the other side's acknowledgements. */
    public final RttSamples ackRtt = new RttSamples();

    final TimestampRtt timestampsSent = new TimestampRtt();
    final AckRtt dataSent = new AckRtt();

    void clear(int windowScale) {
        data.clear();
        acknowledgements.clear();
        windows.clear(windowScale);
        options.clear();
        timestampRtt.clear();
        ackRtt.clear();
        timestampsSent.clear();
        dataSent.clear();
    }

    void add(Segment segment, TcpSide other, long reorderNanos) {
        if (data.isNewConnection(segment)) {
            acknowledgements.restart();
            timestampsSent.clear();
            dataSent.clear();
        }
        windows.add(segment);
        options.add(segment);
        acknowledgements.add(segment, data, other.data);
        boolean isNew = data.add(segment, other.acknowledgements, reorderNanos);
        if (!segment.isRst()) {
            dataSent.sent(segment, isNew);
        }
        timestampsSent.sent(segment);
    }
}
