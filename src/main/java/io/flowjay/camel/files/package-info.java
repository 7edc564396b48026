/**
 * Files of records: one capture becomes one file, or several that appear together; small captures can share a file.
 *
 * <p>In: the records of a capture, and the settings of the files. Out: whole files in a directory, and beside them in {@code .flowjay/} the
 * manifest, which notes what became of each capture. Threads: beans serve any thread; workers in several processes share the directory
 * through file locks. Imports: {@code camel}, {@code camel.inbox}, {@code settings}, {@code capture}, {@code flow}, {@code feature},
 * {@code record}, {@code record.format}, {@code record.sink} and {@code delivery}. Tests: {@code io.flowjay.camel.files}. API: {@code FlowFiles}. {@code FilesSettings} is
 * for the command line, too.
 */
@NullMarked
package io.flowjay.camel.files;

import org.jspecify.annotations.NullMarked;
