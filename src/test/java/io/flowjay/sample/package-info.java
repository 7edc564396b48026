/**
 * The program that makes the sample capture shipped with FlowJay. Every packet is defined here: addresses and names are the ones
 * reserved for documentation (RFC 5737, RFC 3849, RFC 2606) or private ones (RFC 1918), key shares and ciphertext come from fixed seeds,
 * and times count from one fixed start, so the file is the same byte for byte wherever it is made.
 */
@NullMarked
package io.flowjay.sample;

import org.jspecify.annotations.NullMarked;
