/**
 * Records of captures to Kafka so that none is lost or doubled: transactions, the ledger of captures, dead letters; and the sink
 * {@code kafka} of records.
 *
 * <p>In: batches of records in the order of their capture, and a hash of its content. Out: committed transactions, each with the
 * capture's progress in a compacted ledger topic; dead letters in a topic or in files.
 *
 * <p>Threads: a {@code CaptureDelivery} belongs to one thread; {@code LedgerTopic}, {@code TransactionalProducers} and dead letters
 * serve any thread. Imports:
 * {@code settings}, {@code capture}, {@code record}, {@code registry}, {@code kafka}, and Kafka's client; nothing of Camel. Tests: {@code io.flowjay.delivery}, and {@code io.flowjay.camel.delivery}
 * in routes. API: none; every type here is internal.
 */
@NullMarked
package io.flowjay.delivery;

import org.jspecify.annotations.NullMarked;
