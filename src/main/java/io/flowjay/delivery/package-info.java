/** Records of captures to Kafka so that nothing is lost or doubled: transactions, the ledger of captures, dead letters. */
@NullMarked
package io.flowjay.delivery;

import org.jspecify.annotations.NullMarked;
