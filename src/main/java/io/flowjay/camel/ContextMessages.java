package io.flowjay.camel;

import io.flowjay.kafka.RecordMessages;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import org.apache.camel.CamelContext;

/** The messages of the records of a Camel context: one for all its routes and clients. */
public final class ContextMessages {
    private ContextMessages() {}

    /** Whether the shipped routes put records on a topic; otherwise the settings of messages are not used. */
    public static boolean areUsed(CamelContext context) {
        Settings settings = ContextSettings.of(context);
        return settings.get(SettingCatalog.FILES).isEmpty() || settings.get(SettingCatalog.LIVE);
    }

    /**
     * Those of a context, made on first use with its settings.
     *
     * @throws io.flowjay.settings.SettingException for a format that messages cannot have, and for settings that it or the registry's
     *     client refuses
     */
    public static RecordMessages of(CamelContext context) {
        synchronized (context) {
            RecordMessages known = context.getCamelContextExtension().getContextPlugin(RecordMessages.class);
            if (known == null) {
                Settings settings = ContextSettings.of(context);
                TopicSettings.checkFormat(settings);
                known = new RecordMessages(settings);
                context.getCamelContextExtension().addContextPlugin(RecordMessages.class, known);
            }
            return known;
        }
    }
}
