package io.flowjay.packet;

import java.time.Duration;

/**
 * How far packets are decoded, and what fragments may cost.
 *
 * @param decapsulate whether a packet inside a tunnel belongs to the innermost flow; otherwise it belongs to the outermost
 * @param maxTunnelDepth tunnels inside one another that are followed; deeper ones belong to the flow that carries them
 * @param fragmentTimeout a fragmented packet that is not whole after this, by packet time, is given up
 * @param maxFragmentBytes memory for fragments that wait, in bytes
 * @param maxFragmentedPackets fragmented packets that wait at once; beyond this or the memory the oldest is given up
 */
public record DecodeSettings(
        boolean decapsulate,
        int maxTunnelDepth,
        Duration fragmentTimeout,
        long maxFragmentBytes,
        int maxFragmentedPackets) {

    /** Innermost flows through 8 tunnels; fragments for 60 s (RFC 1122 section 3.3.2, RFC 8200 section 4.5), 16 MiB, 10,000 packets. */
    public static final DecodeSettings DEFAULT = new DecodeSettings(true, 8, Duration.ofSeconds(60), 16L << 20, 10_000);

    /**
     * @throws IllegalArgumentException naming the setting and its value
     */
    public DecodeSettings {
        check(maxTunnelDepth >= 0, "maxTunnelDepth", maxTunnelDepth);
        check(!fragmentTimeout.isNegative(), "fragmentTimeout", fragmentTimeout);
        check(maxFragmentBytes >= 0, "maxFragmentBytes", maxFragmentBytes);
        check(maxFragmentedPackets >= 0, "maxFragmentedPackets", maxFragmentedPackets);
    }

    private static void check(boolean valid, String name, Object value) {
        if (!valid) {
            throw new IllegalArgumentException(name + " must not be " + value);
        }
    }
}
