/**
 * Protocols that carry the bytes of another protocol, as far as a decoder needs them to find its own.
 *
 * <p>In: {@link io.flowjay.protocol.payload.Payload} with a segment, a datagram or the chunks of an SCTP packet. Out: where the
 * carried bytes lie, or those bytes put together.
 *
 * <p>Threads: an object belongs to the thread that reads the capture. Imports: {@code wire} and {@code protocol.payload}. Tests:
 * {@code io.flowjay.protocol.container}. API: none; every type here is internal.
 */
@NullMarked
package io.flowjay.protocol.container;

import org.jspecify.annotations.NullMarked;
