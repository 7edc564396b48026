package io.flowjay.capture;

/** Formats of capture files. */
public enum CaptureFormat {
    /** The libpcap format (draft-ietf-opsawg-pcap) in any of its variants. */
    PCAP,
    /** The block format (draft-ietf-opsawg-pcapng). */
    PCAPNG,
    /** No file: packets from a network interface. */
    LIVE
}
