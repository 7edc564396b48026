/**
 * CSV as a format of records.
 *
 * <p>In: columns, and the values of a record. Out: cells into {@link io.flowjay.json.OutputBytes}. Threads: immutable; the target belongs
 * to one thread. Imports: {@code settings}, {@code json}, {@code feature}, {@code record.format} and {@code record.json}, whose lists are in
 * cells. Tests: {@code io.flowjay.record.csv}. API: none; every type here is internal.
 */
@NullMarked
package io.flowjay.record.csv;

import org.jspecify.annotations.NullMarked;
