/**
 * Records as Avro: schema, binary encoding, framings of messages, container files, and a reader of records as JSON. Written without the
 * Avro library, which the tests read back with.
 *
 * <p>In: the columns and values of records. Out: Avro's binary encoding, the schema's text; or the JSON of a record. Threads: formats,
 * schemas and readers are immutable; encoders and files belong to one thread. Imports: {@code settings}, {@code json}, {@code feature}
 * and {@code record.format}; {@code record} does not import this room. Tests: {@code io.flowjay.record.avro}. API: none; every type here
 * is internal.
 */
@NullMarked
package io.flowjay.record.avro;

import org.jspecify.annotations.NullMarked;
