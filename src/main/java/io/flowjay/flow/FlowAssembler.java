package io.flowjay.flow;

import io.flowjay.capture.CaptureReader;
import io.flowjay.capture.RawPacket;
import io.flowjay.packet.DecodedPacket;
import io.flowjay.packet.Ignored;
import io.flowjay.packet.PacketSink;
import io.flowjay.packet.decode.PacketDecoder;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pulls the flows out of one capture, reading only as far as the next finished flow needs. Damage in the capture ends reading:
 * the flows of every whole packet before it come first, then the failure shows.
 */
public final class FlowAssembler implements Closeable {
    private final CaptureReader reader;
    private final FlowTable table;
    private final ArrayDeque<Flow> finished = new ArrayDeque<>();
    private final PacketDecoder decoder;
    private final RawPacket raw = new RawPacket();
    private final CaptureCounts counts = new CaptureCounts();
    private @Nullable IOException failure;
    private boolean ended;
    /** Null where duplicates are left out anyway. */
    private final @Nullable DuplicateProbe probe;

    /**
     * @param reader the capture, which this assembler closes
     * @param settings what makes packets into flows
     * @param needs what is read of payloads
     */
    public FlowAssembler(CaptureReader reader, FlowSettings settings, PayloadNeeds needs) {
        this.reader = reader;
        table = new FlowTable(settings, needs, finished::addLast);
        probe = settings.decoding().deduplicate().isZero() ? new DuplicateProbe() : null;
        decoder = new PacketDecoder(settings.decoding(), new Sorter());
    }

    /** The next finished flow, or null when there are no more; then {@link #failure()} tells whether the capture was read whole. */
    public @Nullable Flow next() {
        while (finished.isEmpty() && !ended) {
            readPacket();
        }
        Flow flow = finished.pollFirst();
        if (flow != null) {
            counts.ended(flow);
        }
        return flow;
    }

    /**
     * Adds the next finished flows to a list, and answers whether there were as many as that.
     *
     * @param into where to
     * @param count how many
     */
    public boolean next(List<Flow> into, int count) {
        for (int i = 0; i < count; i++) {
            Flow flow = next();
            if (flow == null) {
                return false;
            }
            into.add(flow);
        }
        return true;
    }

    /** Whether packets come as they are captured. */
    public boolean isLive() {
        return reader.isLive();
    }

    /** Whether {@link #next()} waits for nobody who writes the capture. */
    public boolean isStored() {
        return reader.isStored();
    }

    /** Whether {@link #next()} answers without waiting for packets to be captured. */
    public boolean isReady() {
        return !isLive() || ended || !finished.isEmpty();
    }

    /** Why reading ended before the end of the capture; null when it did not. */
    public @Nullable IOException failure() {
        return failure;
    }

    /** What became of the packets so far; changes with every call of {@link #next()}. */
    public CaptureCounts counts() {
        counts.dropped(reader.packetsDropped(), reader.packetsOverrun());
        counts.open(table.openFlows());
        counts.forgotten(table.connectionsForgotten());
        return counts;
    }

    /** Takes back the packet columns of a flow that nobody reads any more; any thread may call it. */
    public void recycle(Flow flow) {
        table.recycle(flow);
    }

    @Override
    public void close() throws IOException {
        try (table) {
            reader.close();
        }
    }

    private void readPacket() {
        try {
            if (!reader.next(raw)) {
                end();
                return;
            }
        } catch (IOException e) {
            failure = e;
            end();
            return;
        }
        switch (raw.kind()) {
            case PACKET -> {
                counts.read(raw.wireLength());
                decoder.decode(raw);
            }
            case FILTERED_OUT -> {
                counts.read(raw.wireLength());
                counts.ignored(Ignored.FILTERED_OUT);
            }
            case CLOCK -> table.endIdle(raw.timestampNanos());
        }
    }

    private void end() {
        ended = true;
        decoder.end();
        table.endCapture();
        if (probe != null && probe.isFullOfDuplicates()) {
            counts.fullOfDuplicates(probe.longest());
        }
    }

    /** Puts decoded packets into the table, and counts all. */
    private final class Sorter implements PacketSink {
        @Override
        public void decoded(DecodedPacket packet) {
            if (probe != null) {
                probe.look(packet);
            }
            if (packet.duplicate) {
                table.addDuplicate(packet);
                counts.ignored(Ignored.DUPLICATE);
            } else if (table.add(packet)) {
                counts.inFlow(packet.portsMissing);
            } else {
                counts.ignored(Ignored.SAMPLED_OUT);
            }
        }

        @Override
        public void ignored(Ignored reason) {
            counts.ignored(reason);
        }

        @Override
        public void further() {
            counts.read(0);
        }

        @Override
        public void fragmentOverlap() {
            counts.fragmentOverlap();
        }
    }
}
