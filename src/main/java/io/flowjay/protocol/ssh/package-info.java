/**
 * SSH (RFC 4253): identification lines, the key exchange in the clear, and its HASSH fingerprints.
 *
 * <p>In: the bytes of both TCP directions. Out: {@link io.flowjay.protocol.ssh.SshConversation}.
 *
 * <p>Threads: a conversation belongs to the thread that reads the capture until its flow ends. Imports: {@code wire},
 * {@code protocol.payload} and {@code protocol.stream}. Tests: {@code io.flowjay.protocol.ssh}, and the SSH tests of {@code fuzz}
 * and {@code corpus}. API: none; every type here is internal.
 */
@NullMarked
package io.flowjay.protocol.ssh;

import org.jspecify.annotations.NullMarked;
