package io.flowjay.capture;

import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.time.Duration;

/**
 * How packets are captured from a network interface.
 *
 * @param interfaceName for example {@code eth0}; {@code any} for all of them, where the system has that
 * @param filter capture filter in the syntax of pcap-filter(7), which the kernel runs; empty for none
 * @param duration how long to capture; zero: until it is stopped
 * @param promiscuous whether packets for other hosts are captured too
 * @param snapshotLength bytes kept of each packet
 * @param kernelBufferBytes the kernel's buffer; packets that find no room there are dropped by the kernel
 * @param queueBytes memory for packets that wait to be read; packets that find no room there are dropped by FlowJay
 */
public record LiveSettings(
        String interfaceName,
        String filter,
        Duration duration,
        boolean promiscuous,
        int snapshotLength,
        int kernelBufferBytes,
        long queueBytes) {

    /** What some settings say of live capture. */
    public static LiveSettings of(Settings settings) {
        return new LiveSettings(
                settings.get(SettingCatalog.LIVE_INTERFACE),
                settings.get(SettingCatalog.FILTER),
                settings.get(SettingCatalog.LIVE_DURATION),
                settings.get(SettingCatalog.LIVE_PROMISCUOUS),
                settings.get(SettingCatalog.LIVE_SNAPSHOT_LENGTH).intValue(),
                settings.get(SettingCatalog.LIVE_KERNEL_BUFFER_SIZE).intValue(),
                settings.get(SettingCatalog.LIVE_QUEUE_SIZE));
    }
}
