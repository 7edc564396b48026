package io.flowjay.sample;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.pcap4j.packet.Packet;

/** The captured frames. Conversations add theirs one after the other; the file holds them in order of time. */
final class Trace {
    /** @param nanos nanoseconds since the start of the capture */
    private record Captured(long nanos, Packet frame) {}

    private final List<Captured> frames = new ArrayList<>();

    void add(long nanos, Packet frame) {
        frames.add(new Captured(nanos, frame));
    }

    /** The file: frames sorted by time, equal times in the order they were added. */
    byte[] toPcapng() {
        frames.sort(Comparator.comparingLong(Captured::nanos));
        PcapngWriter file = new PcapngWriter();
        for (Captured captured : frames) {
            file.frame(captured.nanos(), captured.frame().getRawData());
        }
        return file.toArray();
    }
}
