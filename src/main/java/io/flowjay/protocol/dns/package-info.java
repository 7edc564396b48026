/**
 * DNS messages (RFC 1035) over UDP and TCP, including multicast DNS (RFC 6762) and LLMNR (RFC 4795).
 *
 * <p>In: UDP payloads, or the bytes of both TCP directions. Out: {@link io.flowjay.protocol.dns.DnsExchange}.
 *
 * <p>Threads: an exchange belongs to the thread that reads the capture until its flow ends. Imports: {@code wire},
 * {@code protocol.payload} and {@code protocol.stream}. Tests: {@code io.flowjay.protocol.dns}, and the DNS tests of {@code fuzz}
 * and {@code corpus}. API: none; every type here is internal.
 */
@NullMarked
package io.flowjay.protocol.dns;

import org.jspecify.annotations.NullMarked;
