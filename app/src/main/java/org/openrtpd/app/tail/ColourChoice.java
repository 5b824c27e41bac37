package org.openrtpd.app.tail;

import java.util.Map;
import org.openrtpd.app.terminal.Terminal;

/** When lines are coloured. */
public enum ColourChoice {
    /** On a terminal, unless NO_COLOR is set or the terminal is a dumb one. */
    AUTO,
    /** Into files and pipes, too. */
    ALWAYS,
    /** Not at all. */
    NEVER;

    /** What that means for standard output. */
    public Colours colours() {
        return colours(Terminal.isOutput(), System.getenv());
    }

    Colours colours(boolean terminal, Map<String, String> environment) {
        boolean wanted = switch (this) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO -> terminal && environment.getOrDefault("NO_COLOR", "").isEmpty()
                    && !"dumb".equals(environment.get("TERM"));
        };
        return wanted ? Colours.ON : Colours.OFF;
    }
}
