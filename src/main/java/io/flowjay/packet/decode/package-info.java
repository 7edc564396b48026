/**
 * The way in: one capture's raw packets to decoded packets.
 *
 * <p>In: {@link io.flowjay.capture.RawPacket}s in order. Out: each of them once to a {@link io.flowjay.packet.PacketSink}. {@link
 * io.flowjay.packet.decode.PacketDecoder} fills the tables from the rooms.
 *
 * <p>Imports every room of {@code packet}; none imports this one. Threads: a decoder belongs to one thread. Tests: {@code
 * io.flowjay.packet.decode}.
 */
@NullMarked
package io.flowjay.packet.decode;

import org.jspecify.annotations.NullMarked;
