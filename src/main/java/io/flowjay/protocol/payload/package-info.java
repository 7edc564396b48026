/**
 * What every decoder of {@code protocol} takes, and how it names what breaks a format.
 *
 * <p>In: the array of a packet's bytes, from {@code flow}. Out: {@link io.flowjay.protocol.payload.Payload}, which decoders read
 * from, and {@link io.flowjay.protocol.payload.MalformedCounts} by reason.
 *
 * <p>Threads: one payload serves the thread that reads the capture; counts belong to a flow. Imports: {@code wire}. Tests:
 * {@code io.flowjay.protocol.payload}, and {@code MalformedMessagesTest} for each reason. API: {@code Malformed}.
 */
@NullMarked
package io.flowjay.protocol.payload;

import org.jspecify.annotations.NullMarked;
