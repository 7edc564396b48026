/**
 * TLS and DTLS handshakes: what client and server say in the clear, certificates, and the fingerprints JA3 and JA4.
 *
 * <p>In: the bytes of both TCP directions, or UDP payloads and SCTP messages. Out: {@link io.flowjay.protocol.tls.TlsConnection} and
 * {@link io.flowjay.protocol.tls.DtlsConnection}.
 *
 * <p>Threads: a connection belongs to the thread that reads the capture until its flow ends. Imports: {@code wire},
 * {@code protocol.payload}, {@code protocol.container} and {@code protocol.stream}. Tests: {@code io.flowjay.protocol.tls}, and the TLS tests of {@code fuzz}
 * and {@code corpus}. API: none; every type here is internal.
 */
@NullMarked
package io.flowjay.protocol.tls;

import org.jspecify.annotations.NullMarked;
