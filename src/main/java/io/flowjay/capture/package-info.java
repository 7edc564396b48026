/**
 * Raw packets out of captures: pcap and pcapng files and streams, plain or compressed, and network interfaces.
 *
 * <p>In: a path, a stream, an array ({@link io.flowjay.capture.CaptureFile}) or the name of an interface
 * ({@link io.flowjay.capture.LiveCapture}). Out: a {@link io.flowjay.capture.CaptureReader}, which fills one
 * {@link io.flowjay.capture.RawPacket} again for each packet, in fixed memory; damage is a
 * {@link io.flowjay.capture.CaptureException} after the last whole packet.
 *
 * <p>Threads: a reader belongs to one thread. A live capture has a second one, which only puts packets into a bounded queue.
 * Imports: {@code settings}, {@code wire} and {@code capture.compression}. Tests: {@code io.flowjay.capture}, and {@code corpus}
 * for real captures. API: {@code CaptureException}, {@code CaptureFile}, {@code CaptureFormat}, {@code CaptureReader}, {@code LimitException} and
 * {@code RawPacket}.
 */
@NullMarked
package io.flowjay.capture;

import org.jspecify.annotations.NullMarked;
