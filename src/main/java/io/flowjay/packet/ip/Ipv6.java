package io.flowjay.packet.ip;

import io.flowjay.packet.Header;
import io.flowjay.packet.Ignored;
import io.flowjay.packet.IpProtocol;
import io.flowjay.packet.Outcome;
import io.flowjay.packet.Progress;
import io.flowjay.packet.frame.Decoder;
import io.flowjay.packet.frame.Frame;
import io.flowjay.wire.Bytes;

/**
 * IPv6 (RFC 8200 section 3) and jumbograms (RFC 2675).
 *
 * <pre>
 *  0 version, traffic class, flow label | 4 payload length | 6 next header | 7 hop limit | 8 source | 24 destination
 * </pre>
 */
final class Ipv6 implements Decoder {
    private static final int LENGTH = 40;
    private static final int JUMBO_PAYLOAD = 0xc2;
    private static final int PADDING_BYTE = 0;

    private final ExtensionHeaders extensionHeaders;

    Ipv6(ExtensionHeaders extensionHeaders) {
        this.extensionHeaders = extensionHeaders;
    }

    @Override
    public Outcome decode(Frame frame, int at) {
        Outcome entered = frame.enter(Header.IPV6, at, LENGTH);
        if (entered != Progress.CONTINUE) {
            return entered;
        }
        byte[] data = frame.data();
        if (Bytes.u8(data, at) >> 4 != 6) {
            return Ignored.MALFORMED_IP;
        }
        int nextHeader = Bytes.u8(data, at + 6);
        int stated = Bytes.u16be(data, at + 4);
        int room = frame.wireLength(at) - LENGTH;
        int payloadLength = stated == 0 ? unstated(frame, nextHeader, at + LENGTH, room) : stated;
        return extensionHeaders.walk(
                frame, data, at, LENGTH + payloadLength, nextHeader, at + LENGTH, Math.min(payloadLength, room));
    }

    /** A payload length of 0 is a jumbogram or segmentation offload, unless there is nothing to follow. */
    private static int unstated(Frame frame, int nextHeader, int at, int room) {
        if (nextHeader == IpProtocol.NO_NEXT_HEADER) {
            return 0;
        }
        long jumbo = nextHeader == IpProtocol.HOP_BY_HOP ? jumboLength(frame, at) : 0;
        return jumbo > 0 && jumbo <= Integer.MAX_VALUE - LENGTH ? (int) jumbo : Math.max(0, room);
    }

    /** The length in a hop-by-hop header's jumbo payload option, or 0. */
    private static long jumboLength(Frame frame, int start) {
        byte[] data = frame.data();
        if (!frame.has(start, 2)) {
            return 0;
        }
        int end = start + ExtensionHeaders.MIN_LENGTH + Bytes.u8(data, start + 1) * 8;
        int at = start + 2;
        while (at + 2 <= end && frame.has(at, 2)) {
            int type = Bytes.u8(data, at);
            if (type == JUMBO_PAYLOAD) {
                return frame.has(at + 2, 4) ? Bytes.u32be(data, at + 2) : 0;
            }
            at += type == PADDING_BYTE ? 1 : 2 + Bytes.u8(data, at + 1);
        }
        return 0;
    }
}
