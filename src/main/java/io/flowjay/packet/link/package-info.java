/**
 * Link layers: what captures start with, from Ethernet to IEEE 802.15.4, and the headers that capturing systems make up.
 *
 * <p>In: a frame at a link-layer header. Out: what follows it, by a table's number. {@link io.flowjay.packet.link.LinkDecoders}
 * adds the decoders; the rest is not visible outside.
 *
 * <p>Imports: {@code wire}, {@code packet} and {@code packet.frame}. Threads: decoders belong to the thread that decodes, because
 * 6LoWPAN writes headers out into a buffer of its own. Tests: {@code io.flowjay.packet.link}. API: none; every type here is
 * internal.
 */
@NullMarked
package io.flowjay.packet.link;

import org.jspecify.annotations.NullMarked;
