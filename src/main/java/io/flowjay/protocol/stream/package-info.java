/**
 * The in-order bytes of a TCP direction, for the parsers of what runs over it.
 *
 * <p>In: segments in any order, each with a {@link io.flowjay.protocol.payload.Payload}. Out: runs of bytes, in order and each
 * byte once, to every {@link io.flowjay.protocol.stream.StreamParser} that wants more.
 *
 * <p>Threads: a stream belongs to the thread that reads the capture. Imports: {@code wire}, {@code packet},
 * {@code protocol.payload} and {@code protocol.container}. Tests: {@code io.flowjay.protocol.stream}, and {@code fuzz.TcpStreamFuzzTest}. API: none; every type
 * here is internal.
 */
@NullMarked
package io.flowjay.protocol.stream;

import org.jspecify.annotations.NullMarked;
