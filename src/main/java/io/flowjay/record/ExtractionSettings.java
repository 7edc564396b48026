package io.flowjay.record;

import io.flowjay.capture.CaptureFilter;
import io.flowjay.feature.FeatureSettings;
import io.flowjay.feature.Profile;
import io.flowjay.feature.catalog.FeatureSelection;
import io.flowjay.feature.catalog.OptionalFeatures;
import io.flowjay.flow.IdSettings;
import io.flowjay.graph.HostGraphSettings;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Every knob of an extraction as a bean property, with its default. {@link #build()} checks them all.
 *
 * <p>Not for use by several threads; what it builds is.
 */
public class ExtractionSettings extends HeuristicProperties {
    private String groups = "all";
    private String profile = Profile.FLOWJAY.text();
    private String features = "";
    private String fieldNames = "name";
    private boolean sparse;
    private boolean includeIpAddresses = true;
    private boolean includePorts = true;
    private boolean anonymizeIps;
    private String anonymizationKey = "";
    private String flowIdSalt = IdSettings.DEFAULT.flowIdSalt();
    private int communityIdSeed = IdSettings.DEFAULT.communityIdSeed();
    private Duration burstThreshold = FeatureSettings.DEFAULT.burstThreshold();
    private boolean includeRawSequences = FeatureSettings.DEFAULT.includeRawSequences();
    private boolean includeSplt = FeatureSettings.DEFAULT.includeSplt();
    private int maxSequenceLength = FeatureSettings.DEFAULT.maxSequenceLength();
    private int exactBetweennessHosts = HostGraphSettings.DEFAULT.exactBetweennessHosts();
    private int maxHostGraphEntries = HostGraphSettings.DEFAULT.maxEntries();
    private int entropySampleBytes = FeatureSettings.DEFAULT.entropySampleBytes();
    private String filter = "";
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
        checkLength("burstThreshold", burstThreshold);
        FeatureSettings parameters = new FeatureSettings(
                        burstThreshold, includeRawSequences, includeSplt, maxSequenceLength)
                .withHostGraph(new HostGraphSettings(exactBetweennessHosts, maxHostGraphEntries))
                .withEntropySampleBytes(entropySampleBytes)
                .withHeuristics(heuristics());
        Set<String> leftOut = OptionalFeatures.leftOut(includeIpAddresses, includePorts, parameters);
        return new Extraction(
                FeatureSelection.of(names(groups), Profile.of(profile), names(features), leftOut),
                parameters,
                flowSettings(),
                new IdSettings(flowIdSalt, communityIdSeed, anonymizeIps ? anonymizationKey : null),
                new RecordForm(FieldNames.of(fieldNames), sparse),
                CaptureFilter.check(filter),
                threads == 0 ? Runtime.getRuntime().availableProcessors() : threads);
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

    /** What features are called in records: {@code name}, {@code id} or a properties file, see {@link FieldNames#of}. */
    public String getFieldNames() {
        return fieldNames;
    }

    public void setFieldNames(String value) {
        fieldNames = value;
    }

    /** Whether a record leaves out the feature groups of which every value is missing. */
    public boolean isSparse() {
        return sparse;
    }

    public void setSparse(boolean value) {
        sparse = value;
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

    /**
     * Hosts, pairs of hosts and called ports of a capture, together, beyond which its records have no features of its hosts. Each
     * takes some hundred bytes.
     */
    public int getMaxHostGraphEntries() {
        return maxHostGraphEntries;
    }

    public void setMaxHostGraphEntries(int value) {
        maxHostGraphEntries = value;
    }

    /** Payload bytes of each direction that entropy is computed of; with 0 it is not. */
    public int getEntropySampleBytes() {
        return entropySampleBytes;
    }

    public void setEntropySampleBytes(int value) {
        entropySampleBytes = value;
    }

    /** Capture filter in the syntax of pcap-filter(7), which needs libpcap; empty for none. Fragments behind the first have no ports. */
    public String getFilter() {
        return filter;
    }

    public void setFilter(String value) {
        filter = value;
    }

    /** Threads that work on one capture, 0 for one per processor; no result depends on it. */
    public int getThreads() {
        return threads;
    }

    public void setThreads(int value) {
        threads = value;
    }
}
