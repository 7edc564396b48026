package io.flowjay.protocol.ssh;

/** Which end of an SSH connection sends. */
enum SshRole {
    CLIENT,
    SERVER
}
