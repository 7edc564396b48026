/**
 * The directory that captures are taken from: which file is taken, by which worker, and where it goes afterwards.
 *
 * <p>In: files that anyone may drop, under names that are not trusted. Out: each capture to one worker at a time; then a unique
 * name in {@code .done/}, or in {@code .failed/} with a report, or a time to try again. What must outlive the process is noted in
 * {@code .flowjay/}.
 *
 * <p>Threads: beans serve any thread; workers in several processes share an inbox through file locks. Imports: {@code camel},
 * {@code camel.delivery}, {@code settings}, {@code spill}, {@code capture}, {@code flow}, {@code registry}, {@code metrics} and {@code delivery}. Tests:
 * {@code io.flowjay.camel.inbox}. API: {@code CaptureArchive}, {@code Inbox}, {@code InboxFilter}, {@code InboxLock},
 * {@code InboxWorkers} and {@code WaitingCaptures}.
 */
@NullMarked
package io.flowjay.camel.inbox;

import org.jspecify.annotations.NullMarked;
