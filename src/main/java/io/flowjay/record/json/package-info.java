/**
 * The features of a record as JSON text and as Java values.
 *
 * <p>In: a feature vector and the names of its features. Out: JSON text into {@link io.flowjay.json.JsonBytes} or a Jackson
 * generator, or the values of a record's map. Threads: immutable or stateless; the target belongs to one thread. Imports:
 * {@code json} and {@code feature}; {@code record} imports this room, never the reverse. Tests: {@code io.flowjay.record} and
 * {@code io.flowjay.record.json}. API: none; every type here is internal.
 */
@NullMarked
package io.flowjay.record.json;

import org.jspecify.annotations.NullMarked;
