/**
 * Decodes the raw packets of one capture.
 *
 * <p>In: {@link io.flowjay.capture.RawPacket}s in order. Out: each of them once to a {@link io.flowjay.packet.PacketSink}.
 * {@link io.flowjay.packet.decode.PacketDecoder} fills the tables from the rooms.
 *
 * <p>Imports: {@code capture}, {@code packet} and its rooms; none of them imports this one. Threads: a decoder belongs to one
 * thread. Tests: {@code io.flowjay.packet.decode}. API: none; every type here is internal.
 */
@NullMarked
package io.flowjay.packet.decode;

import org.jspecify.annotations.NullMarked;
