/**
 * Flow records in Camel routes: the processor bean, and what every shipped route needs.
 *
 * <p>In: the message body of a route, which is a file, a path, a stream, bytes or an open capture, and the {@code flowjay.*}
 * properties of the Camel context. Out: an iterator of {@link io.flowjay.record.FlowRecord}s with the headers of
 * {@link io.flowjay.camel.FlowjayHeaders}; when it ends or fails, what becomes of its capture.
 *
 * <p>The rooms in order; each may import only rooms to its left:
 *
 * <pre>
 * camel ─► record ─► delivery ─► inbox ─► files, scaleout, live, health, component
 * </pre>
 *
 * <p>Threads: Camel calls a bean from any thread; one capture belongs to one exchange. Imports: {@code settings}, {@code spill}, {@code capture},
 * {@code flow}, {@code record}, {@code record.format}, {@code record.sink}, {@code registry}, {@code metrics}, {@code kafka} and
 * {@code delivery}. Tests: {@code io.flowjay.camel}, and {@code src/it} on each platform. API: {@code Acknowledgement}, {@code CaptureRecords}, {@code ContextSettings}, {@code FlowjayHeaders},
 * {@code PcapToFlowFeatures} and {@code RecordListener}. {@code TopicSettings} is for the command line, too.
 */
@NullMarked
package io.flowjay.camel;

import org.jspecify.annotations.NullMarked;
