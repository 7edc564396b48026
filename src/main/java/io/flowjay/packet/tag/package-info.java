/**
 * Tags and labels between a link layer and IP: VLAN, MPLS, MACsec, NSH, the tags of switches.
 *
 * <p>In: a frame at a tag. Out: what follows it, by a table's number. {@link io.flowjay.packet.tag.TagDecoders} adds the decoders;
 * the rest is not visible outside.
 *
 * <p>Imports: {@code packet} and {@code packet.frame}. Threads: no state. Tests: {@code io.flowjay.packet.tag}. API: none; every
 * type here is internal.
 */
@NullMarked
package io.flowjay.packet.tag;

import org.jspecify.annotations.NullMarked;
