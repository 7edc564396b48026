package io.flowjay.record;

import io.flowjay.flow.FinRstMode;
import io.flowjay.flow.FlowSettings;
import io.flowjay.packet.DecodeSettings;
import java.time.Duration;

/** The knobs that decide how packets are decoded and made into flows. */
public abstract class FlowProperties {
    /** About 292 years. */
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    private Duration idleTimeout = FlowSettings.DEFAULT.idleTimeout();
    private Duration activeTimeout = FlowSettings.DEFAULT.activeTimeout();
    private String finRstMode = FlowSettings.DEFAULT.finRstMode().text();
    private int maxFlowPackets = FlowSettings.DEFAULT.maxFlowPackets();
    private int maxOpenFlows = FlowSettings.DEFAULT.maxOpenFlows();
    private int maxOpenPackets = FlowSettings.DEFAULT.maxOpenPackets();
    private long maxHeldBytes = FlowSettings.DEFAULT.maxHeldBytes();
    private boolean vlanInKey = FlowSettings.DEFAULT.vlanInKey();
    private double samplingRate = FlowSettings.DEFAULT.samplingRate();
    private long samplingSeed = FlowSettings.DEFAULT.samplingSeed();
    private boolean decapsulate = DecodeSettings.DEFAULT.decapsulate();
    private int maxTunnelDepth = DecodeSettings.DEFAULT.maxTunnelDepth();
    private Duration fragmentTimeout = DecodeSettings.DEFAULT.fragmentTimeout();
    private long maxFragmentBytes = DecodeSettings.DEFAULT.maxFragmentBytes();
    private int maxFragmentedPackets = DecodeSettings.DEFAULT.maxFragmentedPackets();

    FlowProperties() {}

    /** The settings that these knobs make. */
    FlowSettings flowSettings() {
        checkLength("idleTimeout", idleTimeout);
        checkLength("activeTimeout", activeTimeout);
        return new FlowSettings(
                        idleTimeout,
                        activeTimeout,
                        FinRstMode.of(finRstMode),
                        maxFlowPackets,
                        maxOpenFlows,
                        vlanInKey,
                        samplingRate,
                        samplingSeed)
                .withMaxOpenPackets(maxOpenPackets)
                .withMaxHeldBytes(maxHeldBytes)
                .withDecoding(new DecodeSettings(
                        decapsulate, maxTunnelDepth, fragmentTimeout, maxFragmentBytes, maxFragmentedPackets));
    }

    static void checkLength(String name, Duration value) {
        if (value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + " must be " + LONGEST + " or less, but is " + value);
        }
    }

    /** A flow without a packet for longer than this ends; zero: never. */
    public Duration getIdleTimeout() {
        return idleTimeout;
    }

    public void setIdleTimeout(Duration value) {
        idleTimeout = value;
    }

    /** A flow that lasts longer than this is cut and continued; zero: never. */
    public Duration getActiveTimeout() {
        return activeTimeout;
    }

    public void setActiveTimeout(Duration value) {
        activeTimeout = value;
    }

    /** Which TCP control bits end a flow: {@code both}, {@code first} or {@code never}; see {@link FinRstMode}. */
    public String getFinRstMode() {
        return finRstMode;
    }

    public void setFinRstMode(String value) {
        finRstMode = value;
    }

    /** A flow of this many packets is cut and continued. */
    public int getMaxFlowPackets() {
        return maxFlowPackets;
    }

    public void setMaxFlowPackets(int value) {
        maxFlowPackets = value;
    }

    /** Open flows at a time; beyond that the one with the oldest last packet is given up. */
    public int getMaxOpenFlows() {
        return maxOpenFlows;
    }

    public void setMaxOpenFlows(int value) {
        maxOpenFlows = value;
    }

    /** Packets that all open flows may hold together, some 40 bytes each; beyond that the flow with the oldest last packet is given up. */
    public int getMaxOpenPackets() {
        return maxOpenPackets;
    }

    public void setMaxOpenPackets(int value) {
        maxOpenPackets = value;
    }

    /**
     * Memory for what was read of the payload of all open flows, in bytes; beyond that too the flow with the oldest last packet is given up.
     */
    public long getMaxHeldBytes() {
        return maxHeldBytes;
    }

    public void setMaxHeldBytes(long value) {
        maxHeldBytes = value;
    }

    /** Whether the same 5-tuple in another VLAN is another flow. */
    public boolean isVlanInKey() {
        return vlanInKey;
    }

    public void setVlanInKey(boolean value) {
        vlanInKey = value;
    }

    /** Share of 5-tuples to keep, 0 to 1. */
    public double getSamplingRate() {
        return samplingRate;
    }

    public void setSamplingRate(double value) {
        samplingRate = value;
    }

    /** Seed of the hash that chooses them. */
    public long getSamplingSeed() {
        return samplingSeed;
    }

    public void setSamplingSeed(long value) {
        samplingSeed = value;
    }

    /** Whether a packet inside a tunnel belongs to the innermost flow; otherwise to the outermost. */
    public boolean isDecapsulate() {
        return decapsulate;
    }

    public void setDecapsulate(boolean value) {
        decapsulate = value;
    }

    /** Tunnels inside one another that are followed; deeper ones belong to the flow that carries them. */
    public int getMaxTunnelDepth() {
        return maxTunnelDepth;
    }

    public void setMaxTunnelDepth(int value) {
        maxTunnelDepth = value;
    }

    /** A fragmented packet that is not whole after this, by packet time, is given up. */
    public Duration getFragmentTimeout() {
        return fragmentTimeout;
    }

    public void setFragmentTimeout(Duration value) {
        fragmentTimeout = value;
    }

    /** Memory for fragments that wait for others, in bytes. */
    public long getMaxFragmentBytes() {
        return maxFragmentBytes;
    }

    public void setMaxFragmentBytes(long value) {
        maxFragmentBytes = value;
    }

    /** Fragmented packets that wait at once. */
    public int getMaxFragmentedPackets() {
        return maxFragmentedPackets;
    }

    public void setMaxFragmentedPackets(int value) {
        maxFragmentedPackets = value;
    }
}
