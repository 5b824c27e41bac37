/* The journal: how large it is, how fast it grows, how long it has room, how its forces go. */

import {section, valueText, words} from "./describe.js";
import {el, facts} from "./dom.js";
import {openFacts} from "./facts-view.js";
import {bytes, quantity, whole} from "./format.js";

/** A bar of the disk: what the journal takes, what others take, what is free. */
function disk(answer) {
    const others = Math.max(0, answer.diskBytes - answer.freeBytes - answer.bytes);
    const parts = [["journal", answer.bytes], ["others", others], ["free", answer.freeBytes]];
    return el("div", {class: "disk"},
        el("div", {class: "disk-bar", "aria-hidden": "true"}, parts.map(([name, size]) => {
            const part = el("span", {class: name});
            part.style.flexGrow = Math.max(size, answer.diskBytes / 400);
            return part;
        })),
        el("p", {class: "disk-key"}, parts.map(([name, size]) => el("span", {class: name}, `${name} ${bytes(size)}`))));
}

function pick(answer, keys) {
    return facts(keys.filter((key) => key in answer).map((key) => [words(key), valueText(key, answer[key])]));
}

export function openJournal(frame) {
    return openFacts(frame, "Journal", "journal", (answer) => [
        section("Room", disk(answer), facts([
            ["Days left at this rate", answer.daysLeft === null ? "not to be seen yet" : quantity(answer.daysLeft, 1, "d")],
            ["Grows by", `${bytes(answer.bytesPerSecond)}/s`],
            ["Kept for", answer.retainDays === null ? "ever" : quantity(answer.retainDays, 0, "d")],
            ["Kept up to", answer.retainBytes === null ? "any size" : bytes(answer.retainBytes)],
        ])),
        section("Entries", facts([
            ["Takes packets", answer.accepts ? "yes" : "no: recorders keep them meanwhile"],
            ["Acknowledged when on", answer.durability],
            ["Entries since start", whole(answer.entriesSinceStart)],
            ["Files", whole(answer.files)],
        ]), pick(answer, ["firstMs", "lastMs"])),
        section("Forces to disk", pick(answer, ["forces", "forceMeanMilliseconds", "forceMaxMilliseconds"])),
    ]);
}
