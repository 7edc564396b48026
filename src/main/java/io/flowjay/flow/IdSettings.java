package io.flowjay.flow;

import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import org.jspecify.annotations.Nullable;

/**
 * How flows are named.
 *
 * @param flowIdSalt put before the 5-tuple text when it is hashed
 * @param communityIdSeed seed of the Community ID, 0 to 65535
 * @param anonymizationKey key of the HMAC that replaces addresses, not empty; null leaves them as they are
 */
public record IdSettings(
        String flowIdSalt, int communityIdSeed, @Nullable String anonymizationKey) {
    /** What some settings say of names. */
    public static IdSettings of(Settings settings) {
        return new IdSettings(
                settings.get(SettingCatalog.FLOW_ID_SALT),
                settings.get(SettingCatalog.COMMUNITY_ID_SEED),
                settings.get(SettingCatalog.ANONYMIZE_IPS) ? settings.get(SettingCatalog.ANONYMIZATION_KEY) : null);
    }
}
