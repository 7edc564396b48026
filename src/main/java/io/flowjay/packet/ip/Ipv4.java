package io.flowjay.packet.ip;

import io.flowjay.packet.Header;
import io.flowjay.packet.Ignored;
import io.flowjay.packet.IpProtocol;
import io.flowjay.packet.Outcome;
import io.flowjay.packet.PortsMissing;
import io.flowjay.packet.Progress;
import io.flowjay.packet.fragment.Fragment;
import io.flowjay.packet.fragment.FragmentAssembler;
import io.flowjay.packet.fragment.FragmentKey;
import io.flowjay.packet.frame.Decoder;
import io.flowjay.packet.frame.Frame;
import io.flowjay.wire.Bytes;

/**
 * IPv4 (RFC 791 section 3.1).
 *
 * <pre>
 *  0 version, IHL | 1 TOS | 2 total length      | 4 identification | 6 flags, fragment offset
 *  8 TTL | 9 protocol     | 10 header checksum  | 12 source        | 16 destination | 20 options
 * </pre>
 */
final class Ipv4 implements Decoder {
    private static final int MIN_LENGTH = 20;
    private static final int MORE_FRAGMENTS = 0x2000;
    private static final int FRAGMENT_OFFSET = 0x1fff;

    private final FragmentAssembler fragments;
    private final ExtensionHeaders extensionHeaders;

    Ipv4(FragmentAssembler fragments, ExtensionHeaders extensionHeaders) {
        this.fragments = fragments;
        this.extensionHeaders = extensionHeaders;
    }

    @Override
    public Outcome decode(Frame frame, int at) {
        Outcome entered = frame.enter(Header.IPV4, at, MIN_LENGTH);
        if (entered != Progress.CONTINUE) {
            return entered;
        }
        byte[] data = frame.data();
        int first = Bytes.u8(data, at);
        int headerLength = (first & 0x0f) * 4;
        int stated = Bytes.u16be(data, at + 2);
        // 0 is segmentation offload: the capture was taken before the length was filled in.
        int totalLength = stated == 0 ? frame.wireLength(at) : stated;
        if (first >> 4 != 4 || headerLength < MIN_LENGTH || totalLength < headerLength) {
            return Ignored.MALFORMED_IP;
        }
        int protocol = Bytes.u8(data, at + 9);
        int payload = at + headerLength;
        int left = Math.min(totalLength, frame.wireLength(at)) - headerLength;
        if (!frame.has(at, headerLength)) {
            return IpLayer.withoutPorts(
                    frame, data, at, totalLength, protocol, payload, left, PortsMissing.TRUNCATED_TRANSPORT);
        }
        int fragment = Bytes.u16be(data, at + 6);
        if ((fragment & (MORE_FRAGMENTS | FRAGMENT_OFFSET)) != 0) {
            boolean more = (fragment & MORE_FRAGMENTS) != 0;
            // Hosts either drop a fragment that ends where no other can begin, or leave out its end.
            left -= more ? left % Fragment.BLOCK : 0;
            int offset = (fragment & FRAGMENT_OFFSET) * 8;
            FragmentKey key = FragmentKey.ipv4(data, at);
            Outcome added =
                    fragments.add(frame, new Fragment(key, protocol, offset, more, payload, left, at, totalLength));
            if (added instanceof PortsMissing reason) {
                return IpLayer.withoutPorts(frame, data, at, totalLength, protocol, payload, left, reason);
            }
            if (added != Progress.CONTINUE) {
                return added;
            }
            payload = 0;
            left = frame.wireLength(0);
        }
        return protocol == IpProtocol.AUTHENTICATION
                ? extensionHeaders.walk(frame, data, at, totalLength, protocol, payload, left)
                : IpLayer.decode(frame, data, at, totalLength, protocol, payload, left);
    }
}
