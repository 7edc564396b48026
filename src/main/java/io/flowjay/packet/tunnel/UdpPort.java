package io.flowjay.packet.tunnel;

/** UDP ports of tunnels (IANA "Service Name and Transport Protocol Port Number Registry"). */
final class UdpPort {
    static final int L2TP = 1701;
    static final int GTP_CONTROL = 2123;
    static final int GTP_USER = 2152;
    static final int GTP_PRIME = 3386;
    static final int TEREDO = 3544;
    static final int LISP_DATA = 4341;
    static final int VXLAN = 4789;
    static final int VXLAN_GPE = 4790;
    static final int AYIYA = 5072;
    static final int CAPWAP_DATA = 5247;
    /** Sensors of Netis use this for VXLAN. */
    static final int VXLAN_NETIS = 4788;

    static final int GRE = 4754;
    static final int GENEVE = 6081;
    static final int MPLS = 6635;
    /** Linux used this for VXLAN before the registration. */
    static final int VXLAN_LINUX = 8472;

    /** Gateway load balancers of Azure use these for VXLAN, to and from what is outside. */
    static final int VXLAN_AZURE_INTERNAL = 10_800;

    static final int VXLAN_AZURE_EXTERNAL = 10_801;
    static final int TZSP = 37_008;
    /** Some clouds use this for VXLAN of mirrored traffic. */
    static final int VXLAN_MIRROR = 65_330;

    private UdpPort() {}
}
