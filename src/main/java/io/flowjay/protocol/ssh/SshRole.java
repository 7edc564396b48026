package io.flowjay.protocol.ssh;

/** Which end of an SSH connection sends. */
public enum SshRole {
    CLIENT,
    SERVER
}
