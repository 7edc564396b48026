package io.flowjay.packet.ip;

import io.flowjay.packet.EtherType;
import io.flowjay.packet.fragment.FragmentAssembler;
import io.flowjay.packet.frame.DecoderTables;

/** IPv4 and IPv6. */
public final class IpDecoders {
    private IpDecoders() {}

    /**
     * Adds these decoders.
     *
     * @param fragments takes the fragments that they meet
     */
    public static void addTo(DecoderTables tables, FragmentAssembler fragments) {
        ExtensionHeaders extensionHeaders = new ExtensionHeaders(fragments);
        tables.etherTypes().add(EtherType.IPV4, new Ipv4(fragments, extensionHeaders));
        tables.etherTypes().add(EtherType.IPV6, new Ipv6(extensionHeaders));
    }
}
