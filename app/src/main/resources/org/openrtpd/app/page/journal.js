/* The journal: how large it is, how fast it grows, how long it has room, and its files. */

import {factsOf, section, tableOf} from "./describe.js";
import {openFacts} from "./facts-view.js";

export function openJournal(frame) {
    return openFacts(frame, "Journal", "journal", (answer) => {
        const lists = Object.entries(answer).filter(([, value]) =>
            Array.isArray(value) && value.length > 0 && typeof value[0] === "object");
        return [
            section("State", factsOf(answer, ["serverMs"])),
            ...lists.map(([name, rows]) => section(name.charAt(0).toUpperCase() + name.slice(1), tableOf(name, rows, "None."))),
        ];
    });
}
