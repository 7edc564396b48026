package io.flowjay.packet;

/** Link types that FlowJay decodes (tcpdump.org "Link-layer header types"), as captures state them. */
public final class LinkType {
    public static final int NULL = 0;
    public static final int ETHERNET = 1;
    public static final int TOKEN_RING = 6;
    public static final int ARCNET_BSD = 7;
    public static final int SLIP = 8;
    public static final int PPP = 9;
    public static final int FDDI = 10;
    public static final int ATM_RFC1483_BSD = 11;
    public static final int RAW_BSD = 12;
    public static final int RAW_OPENBSD = 14;
    public static final int ATM_CLIP_BSD = 18;
    public static final int ATM_CLIP_DLT = 19;
    public static final int PPP_HDLC = 50;
    public static final int PPP_ETHER = 51;
    public static final int ATM_RFC1483 = 100;
    public static final int RAW = 101;
    public static final int C_HDLC = 104;
    public static final int IEEE802_11 = 105;
    public static final int ATM_CLIP = 106;
    public static final int FRELAY = 107;
    public static final int LOOP = 108;
    public static final int ENC = 109;
    public static final int LINUX_SLL = 113;
    public static final int PFLOG = 117;
    public static final int IEEE802_11_PRISM = 119;
    public static final int IP_OVER_FC = 122;
    public static final int SUNATM = 123;
    public static final int IEEE802_11_RADIOTAP = 127;
    public static final int ARCNET_LINUX = 129;
    public static final int APPLE_IP_OVER_IEEE1394 = 138;
    /** A private number that Apple used before {@link #PKTAP}. */
    public static final int USER2 = 149;

    public static final int IEEE802_11_AVS = 163;
    public static final int PPP_PPPD = 166;
    public static final int JUNIPER_ETHER = 178;
    public static final int JUNIPER_PPP = 179;
    public static final int JUNIPER_FRELAY = 180;
    public static final int JUNIPER_CHDLC = 181;
    public static final int PPI = 192;
    public static final int IEEE802_15_4_WITHFCS = 195;
    public static final int ERF = 197;
    public static final int PPP_WITH_DIR = 204;
    public static final int C_HDLC_WITH_DIR = 205;
    public static final int FRELAY_WITH_DIR = 206;
    public static final int MPLS = 219;
    public static final int IPNET = 226;
    public static final int IPV4 = 228;
    public static final int IPV6 = 229;
    public static final int IEEE802_15_4_NOFCS = 230;
    public static final int NFLOG = 239;
    public static final int NETANALYZER = 240;
    public static final int NETANALYZER_TRANSPARENT = 241;
    public static final int IPOIB = 242;
    public static final int PKTAP = 258;
    public static final int LINUX_SLL2 = 276;
    public static final int DSA_TAG_BRCM = 281;
    public static final int DSA_TAG_BRCM_PREPEND = 282;
    public static final int IEEE802_15_4_TAP = 283;
    public static final int DSA_TAG_DSA = 284;
    public static final int DSA_TAG_EDSA = 285;

    private LinkType() {}
}
