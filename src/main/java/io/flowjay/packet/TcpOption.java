package io.flowjay.packet;

/** TCP options (RFC 9293 section 3.1) as bits of a set. */
public final class TcpOption {
    /** Maximum segment size (RFC 9293 section 3.2). */
    public static final int MSS = 0x01;
    /** Window scale (RFC 7323 section 2.2). */
    public static final int WINDOW_SCALE = 0x02;
    /** SACK permitted (RFC 2018 section 2). */
    public static final int SACK_PERMITTED = 0x04;
    /** Timestamps (RFC 7323 section 3.2). */
    public static final int TIMESTAMPS = 0x08;
    /** SACK blocks (RFC 2018 section 3). */
    public static final int SACK = 0x10;
    /** Multipath TCP (RFC 8684 section 3). */
    public static final int MPTCP = 0x20;
    /** Any other option but the padding ones (end of list, no operation), and one whose length is not that of its kind. */
    public static final int OTHER = 0x40;

    private TcpOption() {}
}
