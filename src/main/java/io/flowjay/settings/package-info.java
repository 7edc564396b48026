/**
 * Every setting, declared once, and values for them from any source.
 *
 * <p>In: texts from files, the environment, properties of a platform and options. Out: {@link io.flowjay.settings.Settings}, from
 * which each package reads its own values typed. Everything else that names settings (options, {@code application.properties}, the
 * page of settings, metadata for Camel and Spring) is made from {@link io.flowjay.settings.SettingCatalog}. Threads: settings are
 * immutable, a builder belongs to one thread. Imports: {@code names}. Tests: {@code io.flowjay.settings}. API: {@code Acks},
 * {@code AvroCompression}, {@code ChangedSettings}, {@code ChecksumMode}, {@code Choice}, {@code Compression}, {@code DeliveryMode}, {@code DonePolicy}, {@code Duplicates},
 * {@code FilesPartition}, {@code FinRstMode}, {@code Profile}, {@code Scope}, {@code Section}, {@code Setting}, {@code SettingCatalog},
 * {@code SettingException}, {@code SettingType} and {@code Settings}.
 */
@NullMarked
package io.flowjay.settings;

import org.jspecify.annotations.NullMarked;
