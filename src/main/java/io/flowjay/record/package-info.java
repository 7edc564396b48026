/**
 * A feature vector to a record: a read-only map that writes itself as strict JSON.
 *
 * <p>In: an open capture and what to extract from it. Out: one {@link io.flowjay.record.FlowRecord} a flow, or
 * batches in the form that a sink takes.
 * Threads: an {@link io.flowjay.record.Extraction} and a record are immutable; what reads a capture belongs to one thread, and
 * starts and stops the threads that work for it. Imports: {@code settings}, {@code capture}, {@code packet}, {@code flow}, {@code graph},
 * {@code feature}, {@code json} and its rooms {@code record.format}, {@code record.json} and {@code record.sink}; the room {@code record.schema} imports this one. It needs
 * neither Camel nor Kafka nor picocli. Tests: {@code io.flowjay.record}. API: {@code Extraction}, {@code FlowRecord},
 * {@code FlowRecordWriter}, {@code FlowRecords} and {@code RecordBatches}.
 */
@NullMarked
package io.flowjay.record;

import org.jspecify.annotations.NullMarked;
