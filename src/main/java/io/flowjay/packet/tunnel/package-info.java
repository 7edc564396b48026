/**
 * Tunnels: protocols that carry a packet or frame inside an IP packet, by IP protocol or UDP port.
 *
 * <p>In: a frame at the payload of an IP packet. Out: what is inside, by a table's number, and the
 * {@link io.flowjay.packet.Tunnel} when that was decoded. {@link io.flowjay.packet.tunnel.TunnelDecoders} adds the decoders; the
 * rest is not visible outside.
 *
 * <p>Imports: {@code packet} and {@code packet.frame}. Threads: no state. Tests: {@code io.flowjay.packet.tunnel}. API: none;
 * every type here is internal.
 */
@NullMarked
package io.flowjay.packet.tunnel;

import org.jspecify.annotations.NullMarked;
