/**
 * JSON text in UTF-8: numbers, strings, and any Java value.
 *
 * <p>In: numbers, strings, text that is JSON already, and rows, which are maps of any values. Out: bytes that every JSON parser
 * reads (RFC 8259). Threads: a {@link OutputBytes} belongs to one thread; everything else is stateless. Imports: Jackson and the
 * JDK; nothing else of FlowJay. Tests: {@code io.flowjay.json}. API: {@code OutputBytes}, which formats of records write.
 */
@NullMarked
package io.flowjay.json;

import org.jspecify.annotations.NullMarked;
