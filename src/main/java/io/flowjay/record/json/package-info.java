/**
 * JSON as a format of records: lines, an array, or one object a message; and the values of a record as Java objects.
 *
 * <p>In: columns, and the values of a record. Out: JSON text into {@link io.flowjay.json.OutputBytes} or a Jackson generator, or the values
 * of a record's map. Threads: immutable or stateless; the target belongs to one thread. Imports: {@code settings}, {@code json},
 * {@code feature} and {@code record.format}; {@code record} imports this room, never the reverse. Tests: {@code io.flowjay.record}
 * and {@code io.flowjay.record.json}. API: none; every type here is internal.
 */
@NullMarked
package io.flowjay.record.json;

import org.jspecify.annotations.NullMarked;
