/**
 * IPv4 and IPv6 with extension headers, whose flow a packet belongs to, and the upper-layer header.
 *
 * <p>In: a frame at an IP header. Out: the fields of the innermost packet that can be decoded.
 * {@link io.flowjay.packet.ip.IpDecoders} adds the decoders; the rest is not visible outside.
 *
 * <p>Imports: {@code wire}, {@code packet}, {@code packet.frame} and {@code packet.fragment}. Threads: decoders belong to the
 * thread that decodes, as their fragments do. Tests: {@code PacketDecoderTest} in {@code io.flowjay.packet.decode}. API: none;
 * every type here is internal.
 */
@NullMarked
package io.flowjay.packet.ip;

import org.jspecify.annotations.NullMarked;
