package io.flowjay.feature;

import io.flowjay.feature.series.Series;
import io.flowjay.feature.tcp.TcpAnalysis;
import io.flowjay.flow.Flow;
import io.flowjay.flow.FlowIds;
import io.flowjay.flow.columns.PacketColumns;
import io.flowjay.graph.HostGraph;
import io.flowjay.spill.SpillSpace;
import org.jspecify.annotations.Nullable;

/**
 * A finished flow with the sequences that several groups need, each derived when it is asked for first. One instance is filled
 * again for every flow, so that deriving costs no allocation; it belongs to one thread.
 */
public final class FlowView {
    /** What {@link #firstBackwardNanos()} answers when the responder sent nothing. */
    public static final long NEVER = Long.MIN_VALUE;

    private final FlowIds ids;
    private final @Nullable HostGraph graph;
    private final Series gaps = new Series();
    private final Series forwardGaps = new Series();
    private final Series backwardGaps = new Series();
    private final Series times = new Series();
    private final Series forwardTimes = new Series();
    private final Series backwardTimes = new Series();
    private final Series lengths = new Series();
    private final Series forwardLengths = new Series();
    private final Series backwardLengths = new Series();
    private final Series payloads = new Series();
    private final Series forwardPayloads = new Series();
    private final Series backwardPayloads = new Series();
    private final TcpAnalysis tcp = new TcpAnalysis();
    private Flow flow;
    private boolean hasTcp;
    private boolean hasGaps;
    private boolean hasLengths;
    private long firstBackwardNanos;

    public FlowView(FlowIds ids, @Nullable HostGraph graph, Flow first) {
        this.ids = ids;
        this.graph = graph;
        flow = first;
    }

    public void look(Flow next) {
        flow = next;
        hasTcp = false;
        hasGaps = false;
        hasLengths = false;
    }

    /** The flow looked at. */
    public Flow flow() {
        return flow;
    }

    /** The names of the flow's endpoints. */
    public FlowIds ids() {
        return ids;
    }

    /** The state of a TCP flow. */
    public TcpAnalysis tcp() {
        if (!hasTcp) {
            hasTcp = true;
            tcp.analyse(flow);
        }
        return tcp;
    }

    /** The hosts of the flow's capture; null when the capture can be read only once. */
    @Nullable
    public HostGraph graph() {
        return graph;
    }

    /** Nanoseconds between packets that follow one another in time. */
    public Series gaps() {
        deriveGaps();
        return gaps;
    }

    /** The same between packets of the initiator. */
    public Series forwardGaps() {
        deriveGaps();
        return forwardGaps;
    }

    /** The same between packets of the responder. */
    public Series backwardGaps() {
        deriveGaps();
        return backwardGaps;
    }

    /** Earliest time of a packet of the responder, or {@link #NEVER}. */
    public long firstBackwardNanos() {
        deriveGaps();
        return firstBackwardNanos;
    }

    /** IP lengths of all packets. */
    public Series lengths() {
        deriveLengths();
        return lengths;
    }

    public Series forwardLengths() {
        deriveLengths();
        return forwardLengths;
    }

    public Series backwardLengths() {
        deriveLengths();
        return backwardLengths;
    }

    /** Transport payloads of all packets. */
    public Series payloads() {
        deriveLengths();
        return payloads;
    }

    public Series forwardPayloads() {
        deriveLengths();
        return forwardPayloads;
    }

    public Series backwardPayloads() {
        deriveLengths();
        return backwardPayloads;
    }

    private void deriveGaps() {
        if (hasGaps) {
            return;
        }
        hasGaps = true;
        PacketColumns packets = flow.packets();
        SpillSpace space = packets.space();
        gaps.clear(space);
        forwardGaps.clear(space);
        backwardGaps.clear(space);
        if (flow.reorderedPackets() == 0) {
            deriveGaps(packets);
            return;
        }
        // A card with several queues captures packets out of order; their gaps are those of their times in order.
        times.clear(space);
        forwardTimes.clear(space);
        backwardTimes.clear(space);
        for (int i = 0; i < packets.size(); i++) {
            long time = packets.time(i);
            times.add(time);
            ((packets.info(i) & PacketColumns.BACKWARD) == 0 ? forwardTimes : backwardTimes).add(time);
        }
        addGaps(times, gaps);
        addGaps(forwardTimes, forwardGaps);
        addGaps(backwardTimes, backwardGaps);
        firstBackwardNanos = backwardTimes.size() == 0 ? NEVER : backwardTimes.ascending(0);
        times.clear(space);
        forwardTimes.clear(space);
        backwardTimes.clear(space);
    }

    private static void addGaps(Series times, Series into) {
        if (times.size() == 0) {
            return;
        }
        long last = times.ascending(0);
        for (int i = 1; i < times.size(); i++) {
            long time = times.ascending(i);
            into.add(gap(last, time));
            last = time;
        }
    }

    /** The gaps of packets that are in the order of their times. */
    private void deriveGaps(PacketColumns packets) {
        long last = NEVER;
        long lastForward = NEVER;
        long lastBackward = NEVER;
        firstBackwardNanos = NEVER;
        for (int i = 0; i < packets.size(); i++) {
            long time = packets.time(i);
            if (i > 0) {
                gaps.add(gap(last, time));
            }
            last = time;
            if ((packets.info(i) & PacketColumns.BACKWARD) == 0) {
                if (lastForward != NEVER) {
                    forwardGaps.add(gap(lastForward, time));
                }
                lastForward = time;
            } else {
                if (lastBackward == NEVER) {
                    firstBackwardNanos = time;
                } else {
                    backwardGaps.add(gap(lastBackward, time));
                }
                lastBackward = time;
            }
        }
    }

    /** Times that are centuries apart do not wrap around. */
    private static long gap(long earlier, long later) {
        long gap = later - earlier;
        return gap < 0 ? Long.MAX_VALUE : gap;
    }

    private void deriveLengths() {
        if (hasLengths) {
            return;
        }
        hasLengths = true;
        PacketColumns packets = flow.packets();
        SpillSpace space = packets.space();
        lengths.clear(space);
        forwardLengths.clear(space);
        backwardLengths.clear(space);
        payloads.clear(space);
        forwardPayloads.clear(space);
        backwardPayloads.clear(space);
        int size = packets.size();
        for (int i = 0; i < size; i++) {
            int length = packets.length(i);
            int payload = packets.payload(i);
            boolean backward = (packets.info(i) & PacketColumns.BACKWARD) != 0;
            lengths.add(length);
            payloads.add(payload);
            (backward ? backwardLengths : forwardLengths).add(length);
            (backward ? backwardPayloads : forwardPayloads).add(payload);
        }
    }
}
