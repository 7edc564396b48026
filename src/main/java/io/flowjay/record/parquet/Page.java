package io.flowjay.record.parquet;

/**
 * A page as it stands in a file.
 *
 * @param bytes its header and compressed content
 * @param uncompressed bytes of the header and of the content before compression
 */
record Page(byte[] bytes, int uncompressed) {}
