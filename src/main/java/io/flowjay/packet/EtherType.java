package io.flowjay.packet;

/** EtherTypes that FlowJay decodes (IEEE Registration Authority and IANA "IEEE 802 Numbers"). */
public final class EtherType {
    public static final int IPV4 = 0x0800;
    public static final int BATMAN = 0x4305;
    public static final int TRILL = 0x22f3;
    public static final int TRANSPARENT_BRIDGING = 0x6558;
    public static final int C_VLAN = 0x8100;
    public static final int IPV6 = 0x86dd;
    public static final int PPP = 0x880b;
    public static final int MPLS_UNICAST = 0x8847;
    public static final int MPLS_MULTICAST = 0x8848;
    public static final int PPPOE_SESSION = 0x8864;
    public static final int JUMBO_LLC = 0x8870;
    public static final int S_VLAN = 0x88a8;
    public static final int MACSEC = 0x88e5;
    public static final int PROVIDER_BACKBONE = 0x88e7;
    public static final int FABRIC_PATH = 0x8903;
    public static final int CISCO_METADATA = 0x8909;
    public static final int VN_TAG = 0x8926;
    public static final int HSR = 0x892f;
    public static final int E_TAG = 0x893f;
    public static final int NSH = 0x894f;
    public static final int OLD_QINQ = 0x9100;
    public static final int OLD_QINQ_2 = 0x9200;
    public static final int OLD_QINQ_3 = 0x9300;
    public static final int R_TAG = 0xf1c1;

    /** Values up to this are the length of an IEEE 802.3 frame with an LLC header. */
    public static final int MAX_LENGTH = 1500;

    private EtherType() {}
}
