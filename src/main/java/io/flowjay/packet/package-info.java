/**
 * What a packet is once decoded: the types that the rest of the program uses, and the numbers that decoders go by.
 *
 * <p>In: fields that the decoders of the rooms set. Out: {@link io.flowjay.packet.DecodedPacket} for every packet of a flow, a
 * counted {@link io.flowjay.packet.Ignored} for every other, both through {@link io.flowjay.packet.PacketSink}.
 *
 * <p>The rooms import one way: {@code packet}, {@code packet.frame}, {@code packet.fragment}, then {@code packet.ip},
 * {@code packet.link}, {@code packet.tag} and {@code packet.tunnel}, which do not know each other, then {@code packet.decode},
 * which wires them.
 *
 * <p>Threads: values are immutable, the others belong to the thread that decodes. Imports: {@code settings}, {@code wire} and
 * {@code capture}. Tests: {@code io.flowjay.packet} for the TCP header, and each room's own. API: {@code Ignored} and
 * {@code PortsMissing}.
 */
@NullMarked
package io.flowjay.packet;

import org.jspecify.annotations.NullMarked;
