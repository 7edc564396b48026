package io.flowjay.packet;

/**
 * The headers of a packet from the link layer to the transport layer.
 *
 * @param description names joined by "-", for example {@code ETH-VLAN-IP-TCP}
 * @param count number of headers
 */
public record HeaderStack(String description, int count) {}
