/**
 * Compressed captures, read as a stream.
 *
 * <p>In: the stored bytes of a file, pipe or array. Out: the uncompressed content, bounded by
 * {@link io.flowjay.capture.compression.DecompressionLimits}, and all of it that comes before damage; of xz with a
 * wrong check, all but the last read.
 *
 * <p>Threads: a stream belongs to the thread that reads it. Imports: {@code wire}. Tests: {@code CompressedCapturesTest},
 * {@code CompressedErrorsTest} and {@code DecompressionLimitsTest} of {@code capture}, {@code OptionalFormatsTest}. API: {@code DecompressionLimits}.
 */
@NullMarked
package io.flowjay.capture.compression;

import org.jspecify.annotations.NullMarked;
