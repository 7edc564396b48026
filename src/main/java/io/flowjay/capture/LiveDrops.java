package io.flowjay.capture;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Packets that a live capture lost; none of them is among the packets read.
 *
 * @param kernel those that found no room in the kernel's buffer (ps_drop)
 * @param networkInterface those that the interface or its driver dropped (ps_ifdrop), where the system tells
 * @param queue those that found no room in FlowJay's own queue
 */
public record LiveDrops(long kernel, long networkInterface, long queue) {
    /** Nothing lost. */
    public static final LiveDrops NONE = new LiveDrops(0, 0, 0);

    /** All of them. */
    public long total() {
        return kernel + networkInterface + queue;
    }

    /** The numbers as reports show them: {@code kernel}, {@code interface}, {@code queue}. */
    public Map<String, Long> asMap() {
        Map<String, Long> map = new LinkedHashMap<>();
        map.put("kernel", kernel);
        map.put("interface", networkInterface);
        map.put("queue", queue);
        return map;
    }

    /** The numbers for a reader. */
    public String text() {
        return String.format(
                Locale.ROOT,
                "%,d by the kernel, %,d by the interface, %,d by flowjay",
                kernel,
                networkInterface,
                queue);
    }
}
