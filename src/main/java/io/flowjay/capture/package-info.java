/** The bytes of a file or pipe to raw packets: pcap and pcapng, plain or compressed, streaming and in fixed memory. */
@NullMarked
package io.flowjay.capture;

import org.jspecify.annotations.NullMarked;
