/**
 * Records as columns in a Parquet file.
 *
 * <p>In: records' values and the catalogue's columns. Out: a file of row groups, or its bytes on standard output. The format is written by
 * FlowJay itself. parquet-java would take several calls a value, in a process that ends before the optimising compiler helps, and classes
 * of Hadoop. Here the worker threads turn records into columns, and most columns of most records have no value and cost nothing. What is
 * written is little: the encodings PLAIN, RLE and RLE_DICTIONARY in version 1 data pages, compressed by Zstandard, and metadata in
 * Thrift's compact protocol. parquet-java and DuckDB read it back in the tests. So no further library is needed.
 *
 * <p>Threads: a {@code ColumnEncoder} belongs to a worker thread; a {@code ColumnBatch} is handed over; everything else belongs to the
 * thread that writes. Memory: a row group is written when its compressed pages, its dictionaries and its open pages have 32 MiB; of
 * written row groups only metadata is held, about two bytes a record. Imports: {@code settings}, {@code feature}, {@code json},
 * {@code record} and its rooms {@code format} and {@code sink}. Tests: {@code io.flowjay.record.parquet}. API:
 * {@code ParquetSink}, by its name.
 */
@NullMarked
package io.flowjay.record.parquet;

import org.jspecify.annotations.NullMarked;
