/**
 * FlowJay: packet captures to flow features on Kafka, ready for machine learning.
 *
 * <p>In: capture files and network interfaces. Out: one record for each bidirectional flow. Each package is a step on that way,
 * and imports only steps before it:
 *
 * <pre>
 * capture ─► packet ─► flow ─► feature ─► record ─► camel ─► cli
 *              └─► protocol ─┘   └ graph     kafka ─► delivery ─┘
 * names ─► settings; json; wire: used by several
 * </pre>
 *
 * <p>Threads: each package states its rule. Imports: this package has no types. Tests: {@code ArchitectureTest} holds the order of
 * packages, {@code ApiTest} what users may use and these descriptions, {@code ReadmeTest} what the README shows. API: none here;
 * each package names its types for users. They carry {@link org.apiguardian.api.API}. Every other type is internal: it may change
 * in any release.
 */
@NullMarked
package io.flowjay;

import org.jspecify.annotations.NullMarked;
