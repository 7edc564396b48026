package io.flowjay.packet.fragment;

import io.flowjay.packet.DecodedPacket;
import io.flowjay.packet.ExtensionHeader;
import io.flowjay.packet.Header;
import io.flowjay.packet.TunnelPath;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Where the first fragment of an IP packet came from: interface, VLAN, tunnel and headers. */
final class FragmentOrigin {
    /** Memory that this takes, about. */
    static final int BYTES = 192;

    private final int interfaceId;
    private final @Nullable String interfaceName;
    private final int vlanId;
    private final int vlanIds;
    private final TunnelPath tunnelPath = new TunnelPath();
    private final int extensionHeaders;
    private final Header[] headers;

    FragmentOrigin(DecodedPacket packet) {
        interfaceId = packet.interfaceId;
        interfaceName = packet.interfaceName;
        vlanId = packet.vlanId;
        vlanIds = packet.vlanIds;
        tunnelPath.set(packet.tunnelPath);
        extensionHeaders = ExtensionHeader.of(packet);
        headers = Arrays.copyOf(packet.headers, packet.headerCount);
    }

    /** Gives a packet these fields. */
    void show(DecodedPacket packet) {
        packet.interfaceId = interfaceId;
        packet.interfaceName = interfaceName;
        packet.vlanId = vlanId;
        packet.vlanIds = vlanIds;
        packet.tunnelPath.set(tunnelPath);
        packet.extensionHeaders = extensionHeaders;
        packet.headerCount = headers.length;
        System.arraycopy(headers, 0, packet.headers, 0, headers.length);
    }
}
