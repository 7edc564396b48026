package io.flowjay.capture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A capture read to its end, or to where it cannot be read.
 *
 * @param packets what came before the end
 * @param failure the end, when it is an error
 * @param bytesRead as the reader says at the end
 */
record ReadCapture(List<Packet> packets, @Nullable CaptureException failure, long bytesRead) {
    /** What a reader says of one packet, with its bytes as hex digits. */
    record Packet(
            long number,
            long fileOffset,
            long nanos,
            int digits,
            int linkType,
            int fcs,
            int interfaceId,
            String data,
            int wireLength) {
        static Packet of(RawPacket raw) {
            return new Packet(
                    raw.number(),
                    raw.fileOffset(),
                    raw.timestampNanos(),
                    raw.timestampDigits(),
                    raw.linkType(),
                    raw.fcsLength(),
                    raw.interfaceId(),
                    HexFormat.of().formatHex(raw.data(), raw.offset(), raw.offset() + raw.capturedLength()),
                    raw.wireLength());
        }
    }

    /** Opens a capture. */
    interface Source {
        CaptureReader open() throws IOException;
    }

    /** Reads all that there is; only a {@link CaptureException} may end it early. */
    static ReadCapture from(Source source) throws IOException {
        List<Packet> packets = new ArrayList<>();
        try (CaptureReader reader = source.open()) {
            try {
                RawPacket raw = new RawPacket();
                while (reader.next(raw)) {
                    packets.add(Packet.of(raw));
                }
                return new ReadCapture(packets, null, reader.bytesRead());
            } catch (CaptureException e) {
                return new ReadCapture(packets, e, reader.bytesRead());
            }
        } catch (CaptureException e) {
            return new ReadCapture(packets, e, 0);
        }
    }

    static ReadCapture of(byte[] content) throws IOException {
        return from(() -> CaptureFile.open(content, "test.pcap"));
    }
}
