/**
 * QUIC: long headers, Initial packets and the TLS hellos in them (RFC 9000, 9001, 9369).
 *
 * <p>In: the UDP payloads of a flow. Out: {@link io.flowjay.protocol.quic.QuicFacts}.
 *
 * <p>Threads: a decoder belongs to the thread that reads the capture until its flow ends;
 * {@link io.flowjay.protocol.quic.InitialProtection} serves all decoders of one thread. Imports: {@code wire},
 * {@code protocol.payload}, {@code protocol.stream} and {@code protocol.tls}. Tests: {@code io.flowjay.protocol.quic}, and the
 * QUIC tests of {@code fuzz} and {@code corpus}. API: none; every type here is internal.
 */
@NullMarked
package io.flowjay.protocol.quic;

import org.jspecify.annotations.NullMarked;
