/** TLS and DTLS handshakes: from in-order bytes or datagrams to what client and server said in the clear. */
@NullMarked
package io.flowjay.protocol.tls;

import org.jspecify.annotations.NullMarked;
