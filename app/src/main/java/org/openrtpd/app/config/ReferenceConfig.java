package org.openrtpd.app.config;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The configuration file with every setting of a command, its meaning, unit and default. */
public final class ReferenceConfig {

    private static final int WIDTH = 96;

    private final CommandSpec command;

    public ReferenceConfig(CommandSpec command) {
        this.command = command;
    }

    /** The file: every key commented out, with its default as the value. */
    public String text() {
        StringBuilder text = new StringBuilder();
        paragraph(text, "Configuration of OpenRTPD (TOML). Give it with: rtpd serve --config FILE");
        paragraph(text, "Every key is an option of the command line without its dashes. The command"
                + " line comes before this file, this file before the environment (RTPD_DATA, ...)."
                + " What stands here commented out is the default.");
        for (OptionSpec option : command.options()) {
            String key = SettingSources.key(option);
            if (!SettingSources.isSetting(option)) {
                continue;
            }
            text.append('\n');
            paragraph(text, String.join(" ", option.description()));
            text.append('#').append(key).append(" = ").append(value(option)).append('\n');
        }
        return text.toString();
    }

    private static String value(OptionSpec option) {
        String value = option.defaultValue();
        if (option.isMultiValue()) {
            return value == null ? "[]" : "[\"" + value.replace(",", "\", \"") + "\"]";
        }
        if (option.arity().max() == 0) {
            return "false";
        }
        if (value == null) {
            return '"' + option.paramLabel() + '"';
        }
        boolean number = value.chars().allMatch(Character::isDigit)
                && option.type() == int.class;
        return number ? value : '"' + value + '"';
    }

    private static void paragraph(StringBuilder text, String words) {
        StringBuilder line = new StringBuilder("#");
        for (String word : words.split(" ")) {
            if (line.length() + 1 + word.length() > WIDTH) {
                text.append(line).append('\n');
                line = new StringBuilder("#");
            }
            line.append(' ').append(word);
        }
        text.append(line).append('\n');
    }
}
