/**
 * What every decoder of {@code protocol} takes.
 *
 * <p>In: the array of a packet's bytes, from {@code flow}. Out: {@link io.flowjay.protocol.payload.Payload}, which decoders read
 * from.
 *
 * <p>Threads: a payload belongs to the thread that reads the capture. May import: {@code wire}. Tests: {@code PayloadTest}.
 */
@NullMarked
package io.flowjay.protocol.payload;

import org.jspecify.annotations.NullMarked;
