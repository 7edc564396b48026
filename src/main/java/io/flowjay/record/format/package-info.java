/**
 * The seam for formats of records: columns and values that every format reads, and the formats on the class path.
 *
 * <p>In: the columns of an extraction and the values of one record at a time. Out: bytes into {@link io.flowjay.json.OutputBytes}.
 * Threads: formats and columns are immutable and shared; an encoder and the values belong to one worker thread, a
 * {@link io.flowjay.record.format.RecordFile} to the thread that writes the file. Imports: {@code names}, {@code settings}, {@code json}
 * and {@code feature}; {@code record} and its other rooms import this one. Tests: {@code io.flowjay.record.format}. API:
 * {@code RecordColumn}, {@code RecordColumns}, {@code RecordEncoder}, {@code RecordFile}, {@code RecordFormat}, {@code RecordFormats},
 * {@code RecordValues}.
 */
@NullMarked
package io.flowjay.record.format;

import org.jspecify.annotations.NullMarked;
