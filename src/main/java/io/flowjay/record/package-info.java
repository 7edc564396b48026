/**
 * A feature vector to a record: a read-only map that writes itself as strict JSON.
 *
 * <p>In: an open capture and what to extract from it. Out: one {@link io.flowjay.record.FlowRecord} a flow, or lines of JSON.
 * Thread rule: an {@link io.flowjay.record.Extraction} and a record are immutable; what reads a capture belongs to one thread, and
 * starts and stops the threads that work for it. Imports: everything before it on the way of the data, {@code json}, and its room
 * {@code record.json}; never {@code record.schema}, which imports this room, nor Camel, Kafka or picocli. Tests:
 * {@code io.flowjay.record} under {@code src/test/java}.
 */
@NullMarked
package io.flowjay.record;

import org.jspecify.annotations.NullMarked;
