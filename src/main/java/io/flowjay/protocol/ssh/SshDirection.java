package io.flowjay.protocol.ssh;

import io.flowjay.protocol.payload.Malformed;
import io.flowjay.protocol.payload.Payload;
import io.flowjay.protocol.stream.StreamParser;
import org.jspecify.annotations.Nullable;

/** What one end of a TCP connection sends, read as SSH. It keeps at most a line and one KEXINIT. */
public final class SshDirection implements StreamParser {
    /** What {@link #encryptedFrom()} answers before NEWKEYS. */
    public static final long NOT_ENCRYPTED = -1;

    private final IdentificationReader identification;
    private final SshRole role;
    private @Nullable BinaryPackets packets;
    private long position;
    private long encryptedFrom = NOT_ENCRYPTED;
    private boolean ended;

    SshDirection(SshRole role) {
        this.role = role;
        identification = new IdentificationReader(role);
    }

    @Override
    public boolean accept(Payload run) {
        if (!ended) {
            read(run);
        }
        return !ended;
    }

    private void read(Payload run) {
        int before = run.remaining();
        if (packets == null) {
            identification.accept(run);
            SshIdentification line = identification.identification();
            if (identification.lineEnded() && line != null && line.isVersion2()) {
                packets = new BinaryPackets(role);
            } else {
                ended = identification.ended();
            }
        }
        if (packets != null) {
            packets.accept(run);
            ended = packets.ended();
        }
        position += before - run.remaining();
        if (packets != null && packets.newKeys()) {
            encryptedFrom = position;
        }
    }

    /** An identification line that did not end counts as far as it goes. */
    @Override
    public void end() {
        if (packets == null) {
            identification.end();
        }
        ended = true;
    }

    @Override
    public int heldBytes() {
        return packets == null ? identification.heldBytes() : packets.heldBytes();
    }

    /** Where the direction's bytes are encrypted from, counted from its first byte, or {@link #NOT_ENCRYPTED}. */
    long encryptedFrom() {
        return encryptedFrom;
    }

    /** The identification line; null when there is none. */
    public @Nullable SshIdentification identification() {
        return identification.identification();
    }

    /** What is malformed of the identification line; null when nothing is. */
    @Nullable
    Malformed lineFault() {
        return identification.fault();
    }

    /** Whether lines came before that of the identification. */
    boolean greeted() {
        return identification.greeted();
    }

    /** Whether the direction began with something else than SSH. */
    boolean rejected() {
        return ended && identification() == null && (identification.greeted() || identification.began());
    }

    @Nullable
    BinaryPackets packets() {
        return packets;
    }
}
