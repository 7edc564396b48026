package io.flowjay.delivery;

/**
 * A capture that a worker delivers.
 *
 * @param content what identifies it in the ledger of a topic: a hash of its whole content
 * @param source the file, in words that distinguish it from a copy and that people understand
 * @param fingerprint hash of everything that decides its records, besides the content
 * @param settings what another worker needs to make the same records
 */
public record DeliveredCapture(String content, String source, String fingerprint, String settings) {}
