package io.flowjay.capture;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pcap4j.core.BpfProgram;

/**
 * A capture with a filter, compiled for each link type that it holds. A capture may hold 65,536 link types, so only the programs
 * used last are kept; the others are compiled again when they are needed.
 */
final class FilteredCapture extends ForwardingCapture {
    /** Programs kept, in libpcap's memory; captures hold a few link types. */
    static final int MAX_PROGRAMS = 32;

    private final String filter;
    private final Programs programs = new Programs();
    /** libpcap reads arrays from their start, and JNA copies them whole: one for each power of two. */
    private final byte[][] frames = new byte[Integer.SIZE][];

    private @Nullable BpfProgram program;
    private int programLinkType;

    FilteredCapture(String filter, CaptureReader capture) {
        super(capture);
        this.filter = filter;
    }

    @Override
    public boolean next(RawPacket into) throws IOException {
        if (!super.next(into)) {
            return false;
        }
        if (!matches(into)) {
            into.kind(RawPacket.Kind.FILTERED_OUT);
        }
        return true;
    }

    /** Compiled filters by link type, in the order of their last use. */
    private static final class Programs extends LinkedHashMap<Integer, BpfProgram> {
        private static final long serialVersionUID = 1L;

        Programs() {
            super(MAX_PROGRAMS, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, BpfProgram> eldest) {
            boolean full = size() > MAX_PROGRAMS;
            if (full) {
                eldest.getValue().free();
            }
            return full;
        }
    }

    private boolean matches(RawPacket packet) throws IOException {
        int length = packet.capturedLength();
        int size = Integer.SIZE - Integer.numberOfLeadingZeros(length);
        byte[] frame = frames[size];
        if (frame == null) {
            frame = new byte[1 << size];
            frames[size] = frame;
        }
        System.arraycopy(packet.data(), packet.offset(), frame, 0, length);
        return program(packet).applyFilter(frame, packet.wireLength(), length);
    }

    private BpfProgram program(RawPacket packet) throws IOException {
        if (program == null || programLinkType != packet.linkType()) {
            programLinkType = packet.linkType();
            program = programs.get(programLinkType);
            if (program == null) {
                program = compile(packet);
                programs.put(programLinkType, program);
            }
        }
        return program;
    }

    private BpfProgram compile(RawPacket packet) throws IOException {
        try {
            return CaptureFilter.compile(filter, packet.linkType());
        } catch (IOException e) {
            throw new CaptureException(
                    capture.name(),
                    packet.fileOffset(),
                    e.getMessage() + " (link type " + packet.linkType() + ")",
                    e.getCause());
        }
    }

    /** How many compiled filters are kept. */
    int compiled() {
        return programs.size();
    }

    @Override
    public @Nullable CaptureReader reopen() throws IOException {
        CaptureReader again = capture.reopen();
        return again == null ? null : new FilteredCapture(filter, again);
    }

    @Override
    public void close() throws IOException {
        program = null;
        programs.values().forEach(BpfProgram::free);
        programs.clear();
        super.close();
    }
}
