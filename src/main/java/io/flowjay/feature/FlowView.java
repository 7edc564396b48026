package io.flowjay.feature;

import io.flowjay.feature.series.Series;
import io.flowjay.feature.tcp.TcpAnalysis;
import io.flowjay.flow.Flow;
import io.flowjay.flow.FlowIds;
import io.flowjay.flow.PacketColumns;
import io.flowjay.graph.HostGraph;
import java.util.Arrays;
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
        gaps.clear();
        forwardGaps.clear();
        backwardGaps.clear();
        PacketColumns packets = flow.packets();
        if (flow.reorderedPackets() == 0) {
            deriveGaps(packets);
            return;
        }
        // A card with several queues captures packets out of order; their gaps are those of their times in order.
        long[] all = Arrays.copyOf(packets.times(), packets.size());
        long[] sorted = new long[all.length];
        int forward = 0;
        int backward = all.length;
        for (int i = 0; i < all.length; i++) {
            if ((packets.info()[i] & PacketColumns.BACKWARD) == 0) {
                sorted[forward++] = all[i];
            } else {
                sorted[--backward] = all[i];
            }
        }
        Arrays.sort(all);
        Arrays.sort(sorted, 0, forward);
        Arrays.sort(sorted, forward, sorted.length);
        addGaps(all, 0, all.length, gaps);
        addGaps(sorted, 0, forward, forwardGaps);
        addGaps(sorted, forward, sorted.length, backwardGaps);
        firstBackwardNanos = forward == sorted.length ? NEVER : sorted[forward];
    }

    private static void addGaps(long[] times, int from, int to, Series into) {
        for (int i = from + 1; i < to; i++) {
            into.add(gap(times[i - 1], times[i]));
        }
    }

    /** The gaps of packets that are in the order of their times. */
    private void deriveGaps(PacketColumns packets) {
        long[] times = packets.times();
        short[] info = packets.info();
        long lastForward = NEVER;
        long lastBackward = NEVER;
        firstBackwardNanos = NEVER;
        for (int i = 0; i < packets.size(); i++) {
            long time = times[i];
            if (i > 0) {
                gaps.add(gap(times[i - 1], time));
            }
            if ((info[i] & PacketColumns.BACKWARD) == 0) {
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
        lengths.clear();
        forwardLengths.clear();
        backwardLengths.clear();
        payloads.clear();
        forwardPayloads.clear();
        backwardPayloads.clear();
        PacketColumns packets = flow.packets();
        int size = packets.size();
        int[] ofPackets = packets.lengths();
        int[] ofPayloads = packets.payloads();
        short[] info = packets.info();
        for (int i = 0; i < size; i++) {
            int length = ofPackets[i];
            int payload = ofPayloads[i];
            boolean backward = (info[i] & PacketColumns.BACKWARD) != 0;
            lengths.add(length);
            payloads.add(payload);
            (backward ? backwardLengths : forwardLengths).add(length);
            (backward ? backwardPayloads : forwardPayloads).add(payload);
        }
    }
}
