/** One raw packet to decoded header fields, without allocation; what cannot be decoded is counted under a named reason. */
@NullMarked
package io.flowjay.packet;

import org.jspecify.annotations.NullMarked;
