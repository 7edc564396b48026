package io.flowjay.record;

import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;

/**
 * What a record looks like, whatever its values.
 *
 * @param names what features are called
 * @param sparse whether a record leaves out feature groups without any value
 */
public record RecordForm(FieldNames names, boolean sparse) {
    /**
     * What some settings say of records.
     *
     * @throws io.flowjay.settings.SettingException for a file of names that cannot be used
     */
    public static RecordForm of(Settings settings) {
        String naming = settings.get(SettingCatalog.FIELD_NAMES);
        return new RecordForm(
                settings.apply(SettingCatalog.FIELD_NAMES, () -> FieldNames.of(naming)),
                settings.get(SettingCatalog.SPARSE));
    }
}
