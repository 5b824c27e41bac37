/* RTPID's view of RTPD: whether it runs, why it was started again, and what was alarming. */

import {factsOf, section, split, tableOf, words} from "./describe.js";
import {el} from "./dom.js";
import {openFacts} from "./facts-view.js";

export function openWatchdog(frame) {
    return openFacts(frame, "Watchdog", "watchdog", (answer) => {
        if (!answer.known) {
            return [el("p", {class: "empty"}, `${answer.reason ?? "RTPID tells nothing"}. RTPID is the parent that `
                + "starts RTPD again whenever it ends or hangs; with its address here, this view shows what it sees.")];
        }
        const {scalars, lists} = split(answer.status);
        return [
            section("RTPID says", factsOf(scalars)),
            ...lists.map(([name, rows]) => section(words(name), tableOf(words(name), rows, "None."))),
        ];
    });
}
