package io.flowjay.cli;

/** A command with settings among its options. */
interface SettingCommand {
    /** Its options that are settings. */
    SettingOptions options();
}
