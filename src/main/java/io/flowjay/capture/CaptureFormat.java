package io.flowjay.capture;

import org.apiguardian.api.API;

/** Formats of capture files. */
@API(status = API.Status.STABLE, since = "0.1.0")
public enum CaptureFormat {
    /** The libpcap format (draft-ietf-opsawg-pcap) in any of its variants. */
    PCAP,
    /** The block format (draft-ietf-opsawg-pcapng). */
    PCAPNG,
    /** No file: packets from a network interface. */
    LIVE
}
