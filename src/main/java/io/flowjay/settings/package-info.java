/**
 * Every setting, declared once, and values for them from any source.
 *
 * <p>In: texts from files, the environment, properties of a platform and options. Out: {@link io.flowjay.settings.Settings}, from which
 * each package reads its own values typed. Everything else that names settings (options, {@code application.properties}, the page of
 * settings, metadata for Camel and Spring) is made from {@link io.flowjay.settings.SettingCatalog}. Thread rule: settings are immutable,
 * a builder belongs to one thread. Imports: {@code io.flowjay.names} only. Tests: {@code io.flowjay.settings} under
 * {@code src/test/java}.
 */
@NullMarked
package io.flowjay.settings;

import org.jspecify.annotations.NullMarked;
