/**
 * The packets of one flow as columns of numbers, in memory or, beyond the setting {@code max-memory}, in a temporary file.
 *
 * <p>In: the packets of a flow in capture order. Out: {@link io.flowjay.flow.columns.PacketColumns}, over which every statistic is a pass,
 * with {@link io.flowjay.flow.columns.TcpColumns} and {@link io.flowjay.flow.columns.IcmpColumns}.
 *
 * <p>Threads: one at a time; {@link io.flowjay.flow.columns.PacketColumnsPool} serves all. Imports: {@code spill} and {@code packet}. Tests:
 * {@code flow}, and {@code SpilledRecordsTest} for records of packets in the temporary file. API: none; every type here is internal.
 */
@NullMarked
package io.flowjay.flow.columns;

import org.jspecify.annotations.NullMarked;
