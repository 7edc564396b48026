/**
 * What the payload of a flow says: each packet's payload goes to every decoder that may know it.
 *
 * <p>In: {@link io.flowjay.protocol.payload.Payload} with a segment's flags and sequence number, from {@code flow}. Out:
 * {@link io.flowjay.protocol.FlowProtocols} with what each protocol said, and counts of what was malformed.
 *
 * <p>Rooms: {@code payload} is what decoders take; {@code container} finds bytes that another protocol carries; {@code stream}
 * puts TCP in order; {@code tls} (with DTLS), {@code quic}, {@code ssh}, {@code dns}, {@code http2} and {@code http1} do not know each other,
 * except that {@code quic} reads the hellos of {@code tls}.
 *
 * <p>Threads: the readers, and all flows that they start, belong to the thread that reads the capture; the result may be read by
 * another thread once the flow has ended. Imports: its rooms {@code protocol.payload}, {@code protocol.container},
 * {@code protocol.stream}, {@code protocol.tls}, {@code protocol.quic}, {@code protocol.ssh}, {@code protocol.dns},
 * {@code protocol.http2} and {@code protocol.http1}. Tests: {@code io.flowjay.protocol}, {@code fuzz} for hostile bytes, {@code corpus} for real captures.
 * API: none; every type here is internal.
 */
@NullMarked
package io.flowjay.protocol;

import org.jspecify.annotations.NullMarked;
