package io.flowjay.record;

import io.flowjay.feature.FeatureSelection;
import io.flowjay.feature.FeatureSettings;
import io.flowjay.feature.OptionalFeatures;
import io.flowjay.feature.Profile;
import io.flowjay.flow.FinRstMode;
import io.flowjay.flow.FlowSettings;
import io.flowjay.flow.IdSettings;
import io.flowjay.packet.DecodeSettings;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Every knob of an extraction as a bean property, with its default. {@link #build()} checks them all.
 *
 * <p>Not for use by several threads; what it builds is.
 */
public class ExtractionSettings {
    /** About 292 years. */
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    private String groups = "all";
    private String profile = Profile.FLOWJAY.text();
    private String features = "";
    private boolean includeIpAddresses = true;
    private boolean includePorts = true;
    private Duration idleTimeout = FlowSettings.DEFAULT.idleTimeout();
    private Duration activeTimeout = FlowSettings.DEFAULT.activeTimeout();
    private String finRstMode = FlowSettings.DEFAULT.finRstMode().text();
    private int maxFlowPackets = FlowSettings.DEFAULT.maxFlowPackets();
    private int maxOpenFlows = FlowSettings.DEFAULT.maxOpenFlows();
    private int maxOpenPackets = FlowSettings.DEFAULT.maxOpenPackets();
    private boolean vlanInKey = FlowSettings.DEFAULT.vlanInKey();
    private double samplingRate = FlowSettings.DEFAULT.samplingRate();
    private long samplingSeed = FlowSettings.DEFAULT.samplingSeed();
    private boolean decapsulate = DecodeSettings.DEFAULT.decapsulate();
    private int maxTunnelDepth = DecodeSettings.DEFAULT.maxTunnelDepth();
    private Duration fragmentTimeout = DecodeSettings.DEFAULT.fragmentTimeout();
    private long maxFragmentBytes = DecodeSettings.DEFAULT.maxFragmentBytes();
    private int maxFragmentedPackets = DecodeSettings.DEFAULT.maxFragmentedPackets();
    private boolean anonymizeIps;
    private String anonymizationKey = "";
    private String flowIdSalt = IdSettings.DEFAULT.flowIdSalt();
    private int communityIdSeed = IdSettings.DEFAULT.communityIdSeed();
    private Duration burstThreshold = FeatureSettings.DEFAULT.burstThreshold();
    private boolean includeRawSequences = FeatureSettings.DEFAULT.includeRawSequences();
    private boolean includeSplt = FeatureSettings.DEFAULT.includeSplt();
    private int maxSequenceLength = FeatureSettings.DEFAULT.maxSequenceLength();
    private int exactBetweennessHosts = FeatureSettings.DEFAULT.exactBetweennessHosts();
    private int threads;

    /**
     * The extraction that these settings describe.
     *
     * @throws IllegalArgumentException naming the setting that is wrong, and the valid values where they can be named
     */
    public Extraction build() {
        if (anonymizeIps && anonymizationKey.isEmpty()) {
            throw new IllegalArgumentException("anonymizeIps needs an anonymizationKey");
        }
        checkLength("idleTimeout", idleTimeout);
        checkLength("activeTimeout", activeTimeout);
        checkLength("burstThreshold", burstThreshold);
        FeatureSettings parameters = new FeatureSettings(
                burstThreshold, includeRawSequences, includeSplt, maxSequenceLength, exactBetweennessHosts);
        Set<String> leftOut = OptionalFeatures.leftOut(includeIpAddresses, includePorts, parameters);
        return new Extraction(
                FeatureSelection.of(names(groups), Profile.of(profile), names(features), leftOut),
                parameters,
                new FlowSettings(
                                idleTimeout,
                                activeTimeout,
                                FinRstMode.of(finRstMode),
                                maxFlowPackets,
                                maxOpenFlows,
                                vlanInKey,
                                samplingRate,
                                samplingSeed)
                        .withMaxOpenPackets(maxOpenPackets)
                        .withDecoding(new DecodeSettings(
                                decapsulate, maxTunnelDepth, fragmentTimeout, maxFragmentBytes, maxFragmentedPackets)),
                new IdSettings(flowIdSalt, communityIdSeed, anonymizeIps ? anonymizationKey : null),
                threads == 0 ? Runtime.getRuntime().availableProcessors() : threads);
    }

    private static void checkLength(String name, Duration value) {
        if (value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + " must be " + LONGEST + " or less, but is " + value);
        }
    }

    private static List<String> names(String list) {
        return Arrays.stream(list.split(","))
                .map(String::trim)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** Names of feature groups, separated by commas, or {@code all}; only these are computed. */
    public String getGroups() {
        return groups;
    }

    public void setGroups(String value) {
        groups = value;
    }

    /** Tier of features in a record: {@code JJ-CORE}, {@code JJ-EXTENDED}, {@code JJ-EXPERIMENTAL} or {@code FLOWJAY}; each holds those before it. */
    public String getProfile() {
        return profile;
    }

    public void setProfile(String value) {
        profile = value;
    }

    /** Names of single features ({@code iat_mean} or {@code timing.iat_mean}), separated by commas; empty for all of the groups. */
    public String getFeatures() {
        return features;
    }

    public void setFeatures(String value) {
        features = value;
    }

    /** Whether records hold {@code src_ip} and {@code dst_ip}. */
    public boolean isIncludeIpAddresses() {
        return includeIpAddresses;
    }

    public void setIncludeIpAddresses(boolean value) {
        includeIpAddresses = value;
    }

    /** Whether records hold the ports and what is derived from them. */
    public boolean isIncludePorts() {
        return includePorts;
    }

    public void setIncludePorts(boolean value) {
        includePorts = value;
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

    /** Packets that all open flows may hold together, some 25 bytes each; beyond that the flow with the oldest last packet is given up. */
    public int getMaxOpenPackets() {
        return maxOpenPackets;
    }

    public void setMaxOpenPackets(int value) {
        maxOpenPackets = value;
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

    /** Whether addresses and ids are replaced by an HMAC-SHA-256 under {@code anonymizationKey}. */
    public boolean isAnonymizeIps() {
        return anonymizeIps;
    }

    public void setAnonymizeIps(boolean value) {
        anonymizeIps = value;
    }

    /** Key of the HMAC; must not be empty when addresses are anonymised. */
    public String getAnonymizationKey() {
        return anonymizationKey;
    }

    public void setAnonymizationKey(String value) {
        anonymizationKey = value;
    }

    /** Text in front of the 5-tuple when {@code flow_id} is hashed. */
    public String getFlowIdSalt() {
        return flowIdSalt;
    }

    public void setFlowIdSalt(String value) {
        flowIdSalt = value;
    }

    /** Seed of the Community ID, 0 to 65535. */
    public int getCommunityIdSeed() {
        return communityIdSeed;
    }

    public void setCommunityIdSeed(int value) {
        communityIdSeed = value;
    }

    /** A gap of this length or more separates two bursts. */
    public Duration getBurstThreshold() {
        return burstThreshold;
    }

    public void setBurstThreshold(Duration value) {
        burstThreshold = value;
    }

    /** Whether records hold the sequences of gaps, times and lengths. */
    public boolean isIncludeRawSequences() {
        return includeRawSequences;
    }

    public void setIncludeRawSequences(boolean value) {
        includeRawSequences = value;
    }

    /** Whether records hold the sequence of packet lengths and times. */
    public boolean isIncludeSplt() {
        return includeSplt;
    }

    public void setIncludeSplt(boolean value) {
        includeSplt = value;
    }

    /** Packets in a sequence. */
    public int getMaxSequenceLength() {
        return maxSequenceLength;
    }

    public void setMaxSequenceLength(int value) {
        maxSequenceLength = value;
    }

    /** Hosts in a capture up to which betweenness is exact; above, it is estimated. */
    public int getExactBetweennessHosts() {
        return exactBetweennessHosts;
    }

    public void setExactBetweennessHosts(int value) {
        exactBetweennessHosts = value;
    }

    /** Threads that work on one capture, 0 for one per processor; no result depends on it. */
    public int getThreads() {
        return threads;
    }

    public void setThreads(int value) {
        threads = value;
    }
}
