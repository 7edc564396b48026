package io.flowjay.feature;

import io.flowjay.feature.series.Series;
import io.flowjay.feature.tcp.TcpAnalysis;
import io.flowjay.flow.Flow;
import io.flowjay.flow.FlowIds;
import io.flowjay.flow.FlowPackets;
import io.flowjay.flow.PacketColumns;
import io.flowjay.graph.HostGraph;
import io.flowjay.spill.LongSorter;
import io.flowjay.spill.SpilledLongs;
import java.util.Arrays;
import java.util.List;
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
    private final List<Series> ofGaps = List.of(gaps, forwardGaps, backwardGaps);
    private final List<Series> ofLengths =
            List.of(lengths, forwardLengths, backwardLengths, payloads, forwardPayloads, backwardPayloads);
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

    /** Gives back the memory, and the room in the temporary file, that looking at a large flow took. */
    public void release() {
        release(ofGaps);
        release(ofLengths);
        hasGaps = false;
        hasLengths = false;
        flow.packets().release();
    }

    private void start(List<Series> series) {
        for (int i = 0; i < series.size(); i++) {
            series.get(i).start(flow.packets().spill());
        }
    }

    private static void release(List<Series> series) {
        for (int i = 0; i < series.size(); i++) {
            series.get(i).release();
        }
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
        FlowPackets packets = flow.packets();
        start(ofGaps);
        if (flow.reorderedPackets() == 0) {
            deriveGaps(packets);
        } else if (packets.size() <= packets.spill().maxValues()) {
            sortTimes(packets);
        } else {
            sortManyTimes(packets);
        }
    }

    /** A card with several queues captures packets out of order; their gaps are those of their times in order. */
    private void sortTimes(FlowPackets packets) {
        int size = packets.size();
        long[] all = new long[size];
        long[] sorted = new long[size];
        int added = 0;
        int forward = 0;
        int backward = size;
        for (int p = 0; p < packets.pages(); p++) {
            PacketColumns page = packets.page(p);
            for (int i = 0; i < page.size(); i++) {
                long time = page.times()[i];
                all[added++] = time;
                if ((page.info()[i] & PacketColumns.BACKWARD) == 0) {
                    sorted[forward++] = time;
                } else {
                    sorted[--backward] = time;
                }
            }
        }
        Arrays.sort(all);
        Arrays.sort(sorted, 0, forward);
        Arrays.sort(sorted, forward, size);
        addGaps(all, 0, size, gaps);
        addGaps(sorted, 0, forward, forwardGaps);
        addGaps(sorted, forward, size, backwardGaps);
        firstBackwardNanos = forward == size ? NEVER : sorted[forward];
    }

    /** The same for a flow whose times do not fit into memory. */
    private void sortManyTimes(FlowPackets packets) {
        LongSorter all = new LongSorter(packets.spill());
        LongSorter forward = new LongSorter(packets.spill());
        LongSorter backward = new LongSorter(packets.spill());
        for (int p = 0; p < packets.pages(); p++) {
            PacketColumns page = packets.page(p);
            for (int i = 0; i < page.size(); i++) {
                long time = page.times()[i];
                all.add(time);
                ((page.info()[i] & PacketColumns.BACKWARD) == 0 ? forward : backward).add(time);
            }
        }
        addGaps(all.sorted(), gaps);
        addGaps(forward.sorted(), forwardGaps);
        SpilledLongs ofResponder = backward.sorted();
        firstBackwardNanos = ofResponder.size() == 0 ? NEVER : ofResponder.get(0);
        addGaps(ofResponder, backwardGaps);
    }

    private static void addGaps(SpilledLongs times, Series into) {
        for (int i = 1; i < times.size(); i++) {
            into.add(gap(times.get(i - 1), times.get(i)));
        }
        times.free();
    }

    private static void addGaps(long[] times, int from, int to, Series into) {
        for (int i = from + 1; i < to; i++) {
            into.add(gap(times[i - 1], times[i]));
        }
    }

    /** The gaps of packets that are in the order of their times. */
    private void deriveGaps(FlowPackets packets) {
        long last = NEVER;
        long lastForward = NEVER;
        long lastBackward = NEVER;
        firstBackwardNanos = NEVER;
        for (int p = 0; p < packets.pages(); p++) {
            PacketColumns page = packets.page(p);
            long[] times = page.times();
            short[] info = page.info();
            for (int i = 0; i < page.size(); i++) {
                long time = times[i];
                if (last != NEVER) {
                    gaps.add(gap(last, time));
                }
                last = time;
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
        FlowPackets packets = flow.packets();
        start(ofLengths);
        for (int p = 0; p < packets.pages(); p++) {
            addLengths(packets.page(p));
        }
    }

    private void addLengths(PacketColumns page) {
        int size = page.size();
        int[] ofPackets = page.lengths();
        int[] ofPayloads = page.payloads();
        short[] info = page.info();
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
