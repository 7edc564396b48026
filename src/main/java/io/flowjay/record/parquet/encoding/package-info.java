/**
 * Bytes of the Parquet format: the encodings of values and of metadata.
 *
 * <p>In: numbers, texts and fields. Out: bytes in {@link io.flowjay.record.parquet.encoding.PageBytes}, as Encodings.md and parquet.thrift
 * of parquet-format 2.11 define them. Threads: stateless, or belonging to one thread. Imports: {@code json} and {@code feature};
 * {@code record.parquet} imports this room, never the reverse. Tests: {@code io.flowjay.record.parquet.encoding}. API: none; every type
 * here is internal.
 */
@NullMarked
package io.flowjay.record.parquet.encoding;

import org.jspecify.annotations.NullMarked;
