/**
 * HTTP/1.0 and HTTP/1.1 in clear text (RFC 9110, RFC 9112): start lines, a few fields, and where each message ends.
 *
 * <p>In: the bytes of both TCP directions. Out: {@link io.flowjay.protocol.http1.Http1Conversation}.
 *
 * <p>Threads: a conversation belongs to the thread that reads the capture until its flow ends. Imports: {@code protocol.payload}
 * and {@code protocol.stream}. Tests: {@code io.flowjay.protocol.http1}, {@code fuzz.Http1FuzzTest}, and
 * {@code corpus.TsharkHttpTest}. API: none; every type here is internal.
 */
@NullMarked
package io.flowjay.protocol.http1;

import org.jspecify.annotations.NullMarked;
