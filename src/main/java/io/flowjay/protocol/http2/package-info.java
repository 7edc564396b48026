/** HTTP/2 in clear text (RFC 9113): by prior knowledge, or after an HTTP/1.1 upgrade to h2c. */
@NullMarked
package io.flowjay.protocol.http2;

import org.jspecify.annotations.NullMarked;
