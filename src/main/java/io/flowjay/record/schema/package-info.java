/**
 * Documents that describe records to their consumers: catalogue of features, JSON Schema and AsyncAPI.
 *
 * <p>In: the catalogue of features, the fields before them, and what features are called. Out: JSON documents. Threads: stateless,
 * any thread may call. Imports: {@code settings}, {@code record}, {@code feature} and {@code json}; no room of {@code record}
 * imports this one. Tests: {@code io.flowjay.record.schema}. API: none; every type here is internal.
 */
@NullMarked
package io.flowjay.record.schema;

import org.jspecify.annotations.NullMarked;
