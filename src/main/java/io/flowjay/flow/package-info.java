/**
 * Packets to bidirectional flows: the flow table with its timeouts and bounds, what is known of a flow, and its ids. The columns of its
 * packets are in {@code columns}.
 *
 * <p>In: a {@code CaptureReader}, whose packets {@code packet} decodes. Out: finished {@link io.flowjay.flow.Flow}s in an order
 * that depends on the packets alone ({@link io.flowjay.flow.FlowAssembler}), and {@link io.flowjay.flow.CaptureCounts} of what
 * became of every packet.
 *
 * <p>Threads: an assembler and its counts belong to one thread; a finished flow may go to another, and any thread may recycle its
 * columns. Imports: {@code settings}, {@code wire}, {@code spill}, {@code capture}, {@code packet}, {@code protocol} and
 * {@code flow.columns}. Tests: {@code io.flowjay.flow}, and {@code corpus} for real captures. API: {@code CaptureCounts} and {@code FlowEnd}.
 */
@NullMarked
package io.flowjay.flow;

import org.jspecify.annotations.NullMarked;
