/*
 * Facts of RTPD's answers as people read them. Keys say their unit at the end (Ms: a time, Seconds,
 * Bytes, Percent ...), so a fact that a newer RTPD adds is shown well without a change here.
 */

import {el, facts, table} from "./dom.js";
import {bytes, dateTime, duration, percent, quantity, whole} from "./format.js";

const UNITS = [
    [/Ms$/, (value) => dateTime(value)],
    [/Milliseconds$/, (value) => quantity(value, 1, "ms")],
    [/BytesPerSecond$/, (value) => `${bytes(value)}/s`],
    [/PerSecond$/, (value) => quantity(value, 2, "1/s")],
    [/Seconds$/, (value) => duration(value)],
    [/Bytes$|^bytes$/, (value) => bytes(value)],
    [/Percent$/, (value) => percent(value)],
    [/Volts$/, (value) => quantity(value, 1, "V")],
    [/Days$|^daysLeft$/, (value) => quantity(value, 1, "d")],
];

const SHORT = new Map([["Rtpid", "RTPID"], ["Rtpd", "RTPD"], ["Pid", "Process"], ["Id", "Id"], ["Tcp", "TCP"], ["Udp", "UDP"]]);

/** "lastPacketMs" is "Last packet". */
export function words(key) {
    const bare = key.length > 2 ? key.replace(/(AtMs|Ms|Milliseconds|Seconds|Percent|Volts)$/, "") || key : key;
    const text = bare.replace(/PerSecond$/, " per second").replace(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase();
    const first = text.charAt(0).toUpperCase() + text.slice(1);
    return SHORT.get(first) ?? first;
}

/** A value in words, with the unit that its key names. */
export function valueText(key, value) {
    if (value === null || value === undefined || value === "") {
        return "–";
    }
    if (typeof value === "boolean") {
        return value ? "yes" : "no";
    }
    if (typeof value === "number") {
        const unit = UNITS.find(([pattern]) => pattern.test(key));
        return unit ? unit[1](value) : Number.isInteger(value) ? whole(value) : quantity(value, 2, "");
    }
    if (Array.isArray(value)) {
        return value.length === 0 ? "none" : value.map((item) => valueText(key, item)).join(", ");
    }
    if (typeof value === "object") {
        return Object.entries(value).map(([name, item]) => `${words(name).toLowerCase()} ${valueText(name, item)}`).join(", ");
    }
    return String(value);
}

function isList(value) {
    return Array.isArray(value) && value.length > 0 && typeof value[0] === "object";
}

/** What is a fact in an object, and what is a list of objects, for a table. */
export function split(object) {
    const entries = Object.entries(object);
    return {
        scalars: Object.fromEntries(entries.filter(([, value]) => !isList(value))),
        lists: entries.filter(([, value]) => isList(value)),
    };
}

/** The facts of an object, but those that are left out. */
export function factsOf(object, leftOut = []) {
    return facts(Object.entries(object).filter(([key]) => !leftOut.includes(key))
        .map(([key, value]) => [words(key), valueText(key, value)]));
}

/** A table of objects with the columns that they have. */
export function tableOf(caption, objects, emptyText, leftOut = []) {
    const keys = [...new Set(objects.flatMap(Object.keys))].filter((key) => !leftOut.includes(key));
    return table(caption, keys.map((key) => ({
        label: words(key),
        number: objects.some((object) => typeof object[key] === "number"),
        of: (object) => valueText(key, object[key]),
    })), objects, emptyText);
}

/** A section with a heading. */
export function section(title, ...content) {
    return el("section", {class: "block"}, el("h2", {}, title), ...content);
}
