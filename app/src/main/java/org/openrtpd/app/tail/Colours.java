package org.openrtpd.app.tail;

import picocli.CommandLine.Help.Ansi.Style;

/** What parts of a line look like. */
enum Colours {
    ON,
    OFF;

    /** What one looks for: whose packet it is. */
    String name(String text) {
        return styled(Style.bold, text);
    }

    /** What one seldom looks for: where it stands and when it came. */
    String aside(String text) {
        return styled(Style.faint, text);
    }

    /** What is wrong. */
    String defect(String text) {
        return styled(Style.fg_red, text);
    }

    /** What a recorder says in words. */
    String log(String text) {
        return styled(Style.fg_cyan, text);
    }

    private String styled(Style style, String text) {
        return this == OFF ? text : style.on() + text + style.off();
    }
}
