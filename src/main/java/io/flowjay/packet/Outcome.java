package io.flowjay.packet;

/**
 * What a decoder answers: how far the packet came ({@link Progress}), why its ports are not known ({@link PortsMissing}), or why it
 * belongs to no flow ({@link Ignored}).
 */
public sealed interface Outcome permits Progress, PortsMissing, Ignored {}
