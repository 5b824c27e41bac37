/* RTPID's view of RTPD: whether it runs, why it was started again, and what was alarming. */

import {factsOf, section, tableOf} from "./describe.js";
import {el} from "./dom.js";
import {openFacts} from "./facts-view.js";

export function openWatchdog(frame) {
    return openFacts(frame, "Watchdog", "watchdog", (answer) => {
        if (answer.present === false) {
            return [el("p", {class: "empty"}, "RTPID does not watch this RTPD: it was started by hand or by "
                + "something else. Start rtpid instead, and it starts RTPD again whenever it ends.")];
        }
        const lists = Object.entries(answer).filter(([, value]) =>
            Array.isArray(value) && value.length > 0 && typeof value[0] === "object");
        return [
            section("State", factsOf(answer, ["serverMs"])),
            ...lists.map(([name, rows]) => section(name.charAt(0).toUpperCase() + name.slice(1), tableOf(name, rows, "None."))),
        ];
    });
}
