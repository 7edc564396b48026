/** DNS messages (RFC 1035) over UDP and TCP, multicast DNS (RFC 6762) and LLMNR (RFC 4795) included. */
@NullMarked
package io.flowjay.protocol.dns;

import org.jspecify.annotations.NullMarked;
