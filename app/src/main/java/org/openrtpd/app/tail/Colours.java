package org.openrtpd.app.tail;

import picocli.CommandLine.Help.Ansi.Style;

/** What parts of a line look like. */
public enum Colours {
    ON,
    OFF;

    /** Not the library's 21, which most terminals take for a double line under all that follows. */
    private static final String USUAL_WEIGHT = "\u001b[22m";

    /** What one looks for: whose packet it is. */
    public String name(String text) {
        return this == OFF ? text : Style.bold.on() + text + USUAL_WEIGHT;
    }

    /** What one seldom looks for: where it stands and when it came. */
    public String aside(String text) {
        return styled(Style.faint, text);
    }

    /** What is wrong. */
    public String defect(String text) {
        return styled(Style.fg_red, text);
    }

    /** What should be looked at, but not now. */
    public String warning(String text) {
        return styled(Style.fg_yellow, text);
    }

    /** What is well. */
    public String good(String text) {
        return styled(Style.fg_green, text);
    }

    /** What a recorder says in words. */
    public String log(String text) {
        return styled(Style.fg_cyan, text);
    }

    private String styled(Style style, String text) {
        return this == OFF ? text : style.on() + text + style.off();
    }
}
