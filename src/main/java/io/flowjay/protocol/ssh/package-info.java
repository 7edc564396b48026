/** SSH (RFC 4253): identification lines, the key exchange in the clear, and its HASSH fingerprints. */
@NullMarked
package io.flowjay.protocol.ssh;

import org.jspecify.annotations.NullMarked;
