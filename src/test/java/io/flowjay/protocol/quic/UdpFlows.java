package io.flowjay.protocol.quic;

import io.flowjay.capture.CaptureException;
import io.flowjay.capture.CaptureFile;
import io.flowjay.capture.CaptureReader;
import io.flowjay.capture.RawPacket;
import io.flowjay.protocol.quic.UdpFrame.Endpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The UDP flows of a capture, one for each 5-tuple, each with its own decoder from the first datagram on that may be QUIC. */
final class UdpFlows {
    private final InitialProtection protection = new InitialProtection();
    private final Map<Set<Endpoint>, Endpoint> initiators = new LinkedHashMap<>();
    private final Map<Set<Endpoint>, QuicDecoder> decoders = new LinkedHashMap<>();
    private int datagrams;

    /** Reads a capture up to its end, or to where it is damaged; one that cannot be opened has no flows. */
    static UdpFlows of(Path capture) throws IOException {
        UdpFlows flows = new UdpFlows();
        RawPacket raw = new RawPacket();
        try (CaptureReader reader = CaptureFile.open(capture)) {
            while (reader.next(raw)) {
                UdpFrame frame = UdpFrame.of(raw);
                if (frame != null) {
                    flows.add(raw.data(), frame);
                }
            }
        } catch (CaptureException e) {
            return flows;
        }
        return flows;
    }

    /** Flows of all kinds. */
    int count() {
        return initiators.size();
    }

    int datagrams() {
        return datagrams;
    }

    /** The decoders by both ends of a flow. */
    Map<Set<Endpoint>, QuicDecoder> decoders() {
        return decoders;
    }

    private void add(byte[] data, UdpFrame frame) {
        datagrams++;
        Set<Endpoint> ends = frame.source().equals(frame.destination())
                ? Set.of(frame.source())
                : Set.of(frame.source(), frame.destination());
        boolean fromInitiator = frame.source().equals(initiators.computeIfAbsent(ends, absent -> frame.source()));
        if (decoders.containsKey(ends) || QuicDecoder.mayBegin(data, frame.at(), frame.captured(), frame.length())) {
            decoders.computeIfAbsent(ends, absent -> new QuicDecoder(protection))
                    .datagram(fromInitiator, data, frame.at(), frame.captured(), frame.length());
        }
    }
}
