package io.flowjay.packet.link;

import io.flowjay.packet.Ignored;
import io.flowjay.packet.IpProtocol;
import io.flowjay.packet.Outcome;
import io.flowjay.packet.frame.Frame;
import io.flowjay.wire.Bytes;
import java.util.Arrays;

/**
 * IPv6 over IEEE 802.15.4 (RFC 4944 section 5, RFC 6282 section 3). A compressed header is written out in full, with the payload
 * behind it. What hangs on contexts that the network agreed to beforehand cannot be.
 */
final class Sixlowpan {
    private static final int IPV6_LENGTH = 40;
    private static final int UDP_LENGTH = 8;
    private static final int MAX_PAYLOAD = 2048;
    private static final int SOURCE = 8;
    private static final int DESTINATION = 24;

    private static final int UNCOMPRESSED = 0x41;
    private static final int OLD_COMPRESSION = 0x42;
    private static final int BROADCAST = 0x50;

    private final byte[] out = new byte[IPV6_LENGTH + UDP_LENGTH + MAX_PAYLOAD];
    private final byte[] sourceId = new byte[8];
    private final byte[] destinationId = new byte[8];
    private byte[] data = out;
    private int at;
    private int end;
    private boolean truncated;

    /** Starts at what follows the link layer, whose addresses come by {@link #source} and {@link #destination}. */
    void start(Frame frame, int payload) {
        data = frame.data();
        at = payload;
        end = frame.capturedEnd();
        truncated = false;
    }

    /** The source's address of 8, 2 or 0 bytes, little-endian. */
    void source(int address, int length) {
        interfaceId(sourceId, address + length - 1, length, -1);
    }

    /** The destination's address, likewise. */
    void destination(int address, int length) {
        interfaceId(destinationId, address + length - 1, length, -1);
    }

    Outcome decode(Frame frame) {
        int dispatch = take();
        if (dispatch >> 6 == 2) {
            mesh(dispatch);
            dispatch = take();
        }
        if (dispatch == BROADCAST) {
            take();
            dispatch = take();
        }
        if (truncated) {
            return Ignored.TRUNCATED_HEADER;
        }
        if (dispatch == UNCOMPRESSED) {
            return frame.ipv6(at);
        }
        if (dispatch >> 5 == 3) {
            return compressed(frame, dispatch);
        }
        boolean fragment = dispatch >> 3 == 0x18 || dispatch >> 3 == 0x1c;
        return fragment || dispatch == OLD_COMPRESSION ? Ignored.UNSUPPORTED_ENCAPSULATION : Ignored.NOT_IP;
    }

    /** The mesh header's addresses are those of the first and of the last hop. */
    private void mesh(int dispatch) {
        if ((dispatch & 0x0f) == 0x0f) {
            take();
        }
        int originator = (dispatch & 0x20) != 0 ? 2 : 8;
        int last = (dispatch & 0x10) != 0 ? 2 : 8;
        if (end - at < originator + last) {
            truncated = true;
            return;
        }
        interfaceId(sourceId, at, originator, 1);
        interfaceId(destinationId, at + originator, last, 1);
        at += originator + last;
    }

    private Outcome compressed(Frame frame, int dispatch) {
        int modes = take();
        boolean contexts = (modes & 0x44) == 0x04 || ((modes & 0x40) != 0 && (modes & 0x30) != 0);
        if (contexts || (modes & 0x0c) == 0x0c) {
            return Ignored.UNSUPPORTED_ENCAPSULATION;
        }
        Arrays.fill(out, 0, IPV6_LENGTH + UDP_LENGTH, (byte) 0);
        if ((modes & 0x80) != 0) {
            take();
        }
        trafficClass(dispatch >> 3 & 3);
        boolean udp = (dispatch & 0x04) != 0;
        out[6] = (byte) (udp ? IpProtocol.UDP : take());
        int hopLimit = dispatch & 3;
        out[7] = (byte) (hopLimit == 0 ? take() : hopLimit == 1 ? 1 : hopLimit == 2 ? 64 : 255);
        if ((modes & 0x40) == 0) {
            unicast(SOURCE, modes >> 4 & 3, sourceId);
        }
        if ((modes & 0x08) != 0) {
            multicast(modes & 3);
        } else {
            unicast(DESTINATION, modes & 3, destinationId);
        }
        if (udp && !udp()) {
            return Ignored.UNSUPPORTED_ENCAPSULATION;
        }
        return truncated ? Ignored.TRUNCATED_HEADER : whole(frame, udp ? UDP_LENGTH : 0);
    }

    /** Congestion bits before the class, then the flow label; either or both may be left out. */
    private void trafficClass(int mode) {
        int rotated = mode == 0 || mode == 2 ? take() : 0;
        int label = mode == 0 ? take() & 0x0f : 0;
        if (mode == 1) {
            int first = take();
            rotated = first & 0xc0;
            label = first & 0x0f;
        }
        int trafficClass = (rotated << 2 | rotated >> 6) & 0xff;
        out[0] = (byte) (0x60 | trafficClass >> 4);
        out[1] = (byte) (trafficClass << 4 | label);
        if (mode < 2) {
            copy(2, 2);
        }
    }

    private void unicast(int to, int mode, byte[] interfaceId) {
        if (mode == 0) {
            copy(to, 16);
            return;
        }
        out[to] = (byte) 0xfe;
        out[to + 1] = (byte) 0x80;
        if (mode == 1) {
            copy(to + 8, 8);
        } else if (mode == 2) {
            out[to + 11] = (byte) 0xff;
            out[to + 12] = (byte) 0xfe;
            copy(to + 14, 2);
        } else {
            System.arraycopy(interfaceId, 0, out, to + 8, 8);
        }
    }

    private void multicast(int mode) {
        if (mode == 0) {
            copy(DESTINATION, 16);
            return;
        }
        out[DESTINATION] = (byte) 0xff;
        out[DESTINATION + 1] = (byte) (mode == 3 ? 0x02 : take());
        int tail = mode == 1 ? 5 : mode == 2 ? 3 : 1;
        copy(DESTINATION + 16 - tail, tail);
    }

    /** The UDP header (RFC 6282 section 4.3); false for any other compressed header. */
    private boolean udp() {
        int bits = take();
        if (bits >> 3 != 0x1e) {
            return truncated;
        }
        int mode = bits & 3;
        int ports = IPV6_LENGTH;
        if (mode == 3) {
            int both = take();
            port(ports, 0xf0b0 | both >> 4);
            port(ports + 2, 0xf0b0 | (both & 0x0f));
        } else {
            port(ports, mode == 2 ? 0xf000 | take() : take() << 8 | take());
            port(ports + 2, mode == 1 ? 0xf000 | take() : take() << 8 | take());
        }
        if ((bits & 4) == 0) {
            copy(IPV6_LENGTH + 6, 2);
        }
        return true;
    }

    private void port(int to, int port) {
        out[to] = (byte) (port >> 8);
        out[to + 1] = (byte) port;
    }

    /** Goes on with the header in full and the payload after it. */
    private Outcome whole(Frame frame, int transportLength) {
        int captured = Math.min(end - at, MAX_PAYLOAD);
        int header = IPV6_LENGTH + transportLength;
        System.arraycopy(data, at, out, header, captured);
        int payloadLength = Math.min(0xffff - transportLength, frame.wireLength(at)) + transportLength;
        port(4, payloadLength);
        if (transportLength != 0) {
            port(IPV6_LENGTH + 4, payloadLength);
        }
        frame.continueIn(out, header + captured, IPV6_LENGTH + (long) payloadLength);
        return frame.ipv6(0);
    }

    private void copy(int to, int count) {
        for (int i = 0; i < count; i++) {
            out[to + i] = (byte) take();
        }
    }

    private int take() {
        if (at >= end) {
            truncated = true;
            return 0;
        }
        return Bytes.u8(data, at++);
    }

    /** RFC 4944 section 6, RFC 6282 section 3.2.2: of 8 bytes, or of a short address. */
    private void interfaceId(byte[] id, int first, int length, int step) {
        Arrays.fill(id, (byte) 0);
        if (length == 8) {
            for (int i = 0; i < length; i++) {
                id[i] = data[first + i * step];
            }
            id[0] ^= 0x02;
        } else {
            id[3] = (byte) 0xff;
            id[4] = (byte) 0xfe;
            for (int i = 0; i < length; i++) {
                id[8 - length + i] = data[first + i * step];
            }
        }
    }
}
