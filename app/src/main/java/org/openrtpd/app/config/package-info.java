/**
 * Settings: each has one definition, the option of a command, and may come from the command line,
 * the configuration file or the environment, in that order. Start at {@link
 * org.openrtpd.app.config.SettingSources}. Converters give the reason when they refuse a value.
 */
package org.openrtpd.app.config;
