package io.flowjay.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import io.flowjay.testing.Captures;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a record says of addresses and ports that settings hide. */
class HiddenEndpointsTest {
    /**
     * UDP from 10.0.0.1 port 40000 to 10.0.0.2 port 53. Worked by hand: the Community ID is 1: and the base64 of SHA-1 over
     * {@code 0000 0a000001 0a000002 11 00 9c40 0035}; the flow id is XXH3 of 128 bits (python-xxhash) over
     * {@code 11 04 0a000001 9c40 0a000002 0035}; salted the first 32 digits of SHA-256 over "salt10.0.0.1:40000:10.0.0.2:53:17", keyed of
     * HMAC-SHA-256 over "10.0.0.1:40000:10.0.0.2:53:17" under "secret".
     */
    private static final String COMMUNITY_ID = "1:RXKURpyQITZU13SCYbIzaVPTxaQ=";

    private static final String FLOW_ID = "f22ff0c05954048ca71ff25497eac201";
    private static final String SALTED_FLOW_ID = "c8647f63cbc7021950ef839df80fb9b9";
    private static final String KEYED_FLOW_ID = "5179fe4ca2a0b00841df8c8817adaa86";

    static Stream<Arguments> cases() {
        return Stream.of(
                hidden("nothing hidden", settings -> {}, COMMUNITY_ID, FLOW_ID),
                hidden(
                        "addresses left out",
                        settings -> settings.set(SettingCatalog.INCLUDE_IP_ADDRESSES, false),
                        null,
                        FLOW_ID),
                hidden("ports left out", settings -> settings.set(SettingCatalog.INCLUDE_PORTS, false), null, FLOW_ID),
                hidden(
                        "both left out",
                        settings -> {
                            settings.set(SettingCatalog.INCLUDE_IP_ADDRESSES, false);
                            settings.set(SettingCatalog.INCLUDE_PORTS, false);
                        },
                        null,
                        FLOW_ID),
                hidden(
                        "addresses left out, with a salt",
                        settings -> {
                            settings.set(SettingCatalog.INCLUDE_IP_ADDRESSES, false);
                            settings.text(SettingCatalog.FLOW_ID_SALT, "salt", "test");
                        },
                        null,
                        SALTED_FLOW_ID),
                hidden(
                        "addresses anonymised",
                        settings -> {
                            settings.set(SettingCatalog.ANONYMIZE_IPS, true);
                            settings.text(SettingCatalog.ANONYMIZATION_KEY, "secret", "test");
                        },
                        null,
                        KEYED_FLOW_ID),
                hidden(
                        "other features selected, which hides nothing",
                        settings -> settings.text(SettingCatalog.FEATURES, "iat_mean", "test"),
                        COMMUNITY_ID,
                        FLOW_ID),
                hidden(
                        "sequences left out, which hides nothing",
                        settings -> settings.set(SettingCatalog.INCLUDE_RAW_SEQUENCES, false),
                        COMMUNITY_ID,
                        FLOW_ID));
    }

    private static Arguments hidden(
            String name, Consumer<Settings.Builder> setting, @Nullable String communityId, String flowId) {
        return argumentSet(name, setting, communityId, flowId);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theCommunityIdGoesAndTheFlowIdStays(
            Consumer<Settings.Builder> setting, @Nullable String communityId, String flowId) throws IOException {
        FlowRecord record = record(setting);
        assertThat(record)
                .containsKey("community_id")
                .containsEntry("community_id", communityId)
                .containsEntry("flow_id", flowId);
        assertThat(StrictJson.tree(record.json()).get("community_id").textValue())
                .isEqualTo(communityId);
    }

    private static FlowRecord record(Consumer<Settings.Builder> setting) throws IOException {
        Settings.Builder settings = Settings.builder();
        setting.accept(settings);
        byte[] capture = Captures.pcap()
                .packet(1_000_000_000L, TestFrames.udp(1, 2, 40000, 53, 10))
                .toBytes();
        List<FlowRecord> records = Extracts.records(capture, settings);
        assertThat(records).hasSize(1);
        return records.get(0);
    }
}
