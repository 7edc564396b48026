/** In-order bytes of a TCP direction, for the parsers of what runs over it. */
@NullMarked
package io.flowjay.protocol.stream;

import org.jspecify.annotations.NullMarked;
