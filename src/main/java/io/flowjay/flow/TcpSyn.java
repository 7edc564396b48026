package io.flowjay.flow;

import io.flowjay.packet.DecodedPacket;
import io.flowjay.packet.TcpHeader;
import io.flowjay.packet.TcpOption;

/**
 * A segment that opens a TCP connection.
 *
 * @param window window field, 0 when it was not captured
 * @param hopLimit IPv4 time to live or IPv6 hop limit
 * @param options the options, as bits of {@link TcpOption}
 * @param mss maximum segment size in bytes, 0 without the option
 * @param windowScale shift count, 0 without the option
 * @param layout order of the options, as in {@link io.flowjay.packet.TcpOptionLayout}
 */
public record TcpSyn(int window, int hopLimit, int options, int mss, int windowScale, String layout) {
    static TcpSyn of(DecodedPacket packet) {
        TcpHeader header = packet.tcp;
        int options = header.options;
        return new TcpSyn(
                Math.max(0, header.window),
                packet.hopLimit,
                options,
                (options & TcpOption.MSS) != 0 ? header.mss : 0,
                (options & TcpOption.WINDOW_SCALE) != 0 ? header.windowScale : 0,
                header.layout.text());
    }
}
