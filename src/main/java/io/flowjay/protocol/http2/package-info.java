/**
 * HTTP/2 in clear text (RFC 9113): by prior knowledge, or after an HTTP/1.1 upgrade to h2c.
 *
 * <p>In: the bytes of both TCP directions. Out: {@link io.flowjay.protocol.http2.Http2Conversation}.
 *
 * <p>Threads: a conversation belongs to the thread that reads the capture until its flow ends. Imports: {@code wire},
 * {@code protocol.payload} and {@code protocol.stream}. Tests: {@code io.flowjay.protocol.http2}, and the HTTP/2 tests of
 * {@code fuzz} and {@code corpus}. API: none; every type here is internal.
 */
@NullMarked
package io.flowjay.protocol.http2;

import org.jspecify.annotations.NullMarked;
