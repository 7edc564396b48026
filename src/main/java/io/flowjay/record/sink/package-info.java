/**
 * The seam for sinks of records, and the file sink.
 *
 * <p>In: the values of one record at a time, by the worker threads; then batches in order. Out: a file, standard output or a stream, or
 * what a sink on the class path writes. Threads: sinks are immutable and shared; an encoder belongs to one worker thread, an output to
 * the thread that writes it, a batch to one of them at a time. Imports: {@code names}, {@code settings}, {@code json} and
 * {@code record.format}; {@code record} imports this room, never the reverse. Tests: {@code io.flowjay.record.sink}. API:
 * {@code BatchEncoder}, {@code ByteBatch}, {@code ByteOutput}, {@code FileCompression}, {@code RecordBatch}, {@code RecordDestination},
 * {@code RecordOutput}, {@code RecordSink}, {@code SinkTarget}.
 */
@NullMarked
package io.flowjay.record.sink;

import org.jspecify.annotations.NullMarked;
