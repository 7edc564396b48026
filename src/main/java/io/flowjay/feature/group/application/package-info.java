/**
 * What decoded protocols say: the groups {@code tls}, {@code dtls}, {@code dns}, {@code ssh}, {@code quic}, {@code http2} and
 * {@code http1}.
 *
 * <p>In: the facts that {@code protocol} found in the payload of a flow. Out: their features.
 *
 * <p>Threads: a group belongs to the thread of its extractor, and keeps nothing of a flow.
 *
 * <p>Imports: {@code settings}, {@code feature}, {@code feature.tcp} (data that is not a retransmission), {@code flow},
 * {@code protocol}, and no other group. Tests: the same package. API: none; every type here is internal.
 */
@NullMarked
package io.flowjay.feature.group.application;

import org.jspecify.annotations.NullMarked;
