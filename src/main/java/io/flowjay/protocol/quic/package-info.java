/** QUIC from the UDP datagrams of a flow: long headers, Initial packets and the TLS hellos inside (RFC 9000, 9001, 9369). */
@NullMarked
package io.flowjay.protocol.quic;

import org.jspecify.annotations.NullMarked;
