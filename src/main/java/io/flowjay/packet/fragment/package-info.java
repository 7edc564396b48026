/**
 * Fragments of IP packets, put together within bounds of time, memory and number.
 *
 * <p>In: a frame at a fragment's bytes. Out: the frame continues in the whole packet, or the packet is held; what is dropped is
 * counted packet by packet. This room allocates: it keeps the bytes of fragments.
 *
 * <p>Imports: {@code wire}, {@code packet} and {@code packet.frame}. Threads: an assembler belongs to the thread that decodes.
 * Tests: {@code io.flowjay.packet.fragment}. API: none; every type here is internal.
 */
@NullMarked
package io.flowjay.packet.fragment;

import org.jspecify.annotations.NullMarked;
