/**
 * The frame that is being decoded, and the tables that lead from one header to the next.
 *
 * <p>In: a raw packet. Out: bounded reads, marks to go back to, and a {@link io.flowjay.packet.frame.DecoderTable} for link types,
 * EtherTypes, IP protocols, UDP ports and CAPWAP's wireless bindings.
 *
 * <p>Imports: {@code wire}, {@code capture} and {@code packet}. Threads: tables are read by one thread after they were filled; a
 * frame belongs to the thread that decodes. Nothing is allocated for a packet. Tests: {@code io.flowjay.packet.frame}, and
 * {@code AllocationTest} in {@code io.flowjay.packet.decode}. API: none; every type here is internal.
 */
@NullMarked
package io.flowjay.packet.frame;

import org.jspecify.annotations.NullMarked;
