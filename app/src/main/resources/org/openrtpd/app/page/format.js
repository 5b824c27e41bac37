/* Numbers, durations and times as people read them: UTC always, units always, digits that line up. */

const NONE = "–";
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const GROUPED = new Intl.NumberFormat("en-US", {maximumFractionDigits: 0});

function known(value) {
    return typeof value === "number" && Number.isFinite(value);
}

/** With a real minus sign, and none where all that is shown is zero. */
function minus(text) {
    return text.replace(/^-(?=[0.]*$)/, "").replace("-", "−");
}

/** A whole number with thousands apart: 12,345. */
export function whole(value) {
    return known(value) ? minus(GROUPED.format(value)) : NONE;
}

/** A number with so many decimals and its unit: "12.6 V". */
export function quantity(value, decimals, unit) {
    return known(value) ? `${minus(value.toFixed(decimals))}${unit ? "\u202f" + unit : ""}` : NONE;
}

export function percent(value) {
    if (!known(value)) {
        return NONE;
    }
    // 99.996 would read as 100.00: what is not complete must not look so.
    const shown = value < 100 ? Math.min(value, 99.99) : value;
    return `${shown.toFixed(shown < 10 || shown === 100 ? 1 : 2)}\u202f%`;
}

/** How long: "7 s", "12 min", "2 h 05 min", "3 d 4 h". */
export function duration(seconds) {
    if (!known(seconds)) {
        return NONE;
    }
    const sign = seconds < 0 ? "−" : "";
    const s = Math.abs(seconds);
    if (s < 9.95) {
        return `${sign}${s.toFixed(1)}\u202fs`;
    }
    if (s < 119.5) {
        return `${sign}${Math.round(s)}\u202fs`;
    }
    if (s < 7200) {
        return `${sign}${Math.round(s / 60)}\u202fmin`;
    }
    if (s < 172_800) {
        return `${sign}${Math.floor(s / 3600)}\u202fh ${pad(Math.floor(s % 3600 / 60))}\u202fmin`;
    }
    return `${sign}${Math.floor(s / 86_400)}\u202fd ${Math.floor(s % 86_400 / 3600)}\u202fh`;
}

/** How long ago, in whole seconds, for columns that tick. */
export function age(seconds) {
    if (!known(seconds)) {
        return NONE;
    }
    return seconds < 119.5 ? `${Math.max(0, Math.round(seconds))}\u202fs` : duration(seconds);
}

/** How long, in the largest unit alone: "3 h", for where there is little room. */
export function roughly(seconds) {
    const [size, unit] = [[86_400, "d"], [3600, "h"], [60, "min"]].find(([size]) => seconds >= size * 2) ?? [1, "s"];
    return known(seconds) ? `${Math.floor(seconds / size)}\u202f${unit}` : NONE;
}

/** Bytes by thousands: "1.2 GB". */
export function bytes(value) {
    if (!known(value)) {
        return NONE;
    }
    const units = ["B", "kB", "MB", "GB", "TB", "PB"];
    let scaled = value;
    let unit = 0;
    while (Math.abs(scaled) >= 1000 && unit < units.length - 1) {
        scaled /= 1000;
        unit++;
    }
    return `${scaled.toFixed(unit === 0 || scaled >= 100 ? 0 : 1)}\u202f${units[unit]}`;
}

function pad(number, width = 2) {
    return String(number).padStart(width, "0");
}

/** "2026-11-21" */
export function day(ms) {
    return known(ms) ? new Date(ms).toISOString().slice(0, 10) : NONE;
}

/** "10:38:34" */
export function timeOfDay(ms) {
    return known(ms) ? new Date(ms).toISOString().slice(11, 19) : NONE;
}

/** "10:38:34.120" */
export function preciseTime(ms) {
    return known(ms) ? new Date(ms).toISOString().slice(11, 23) : NONE;
}

/** "2026-11-21 10:38:34 UTC" */
export function dateTime(ms) {
    return known(ms) ? `${day(ms)} ${timeOfDay(ms)} UTC` : NONE;
}

/** From when to when: "2026-11-21 10:38:34 – 10:40:34 UTC", with both days where they differ. */
export function span(fromMs, untilMs) {
    const end = day(fromMs) === day(untilMs) ? timeOfDay(untilMs) : `${day(untilMs)} ${timeOfDay(untilMs)}`;
    return `${day(fromMs)} ${timeOfDay(fromMs)} – ${end} UTC`;
}

/** Text of a time on an axis whose ticks are so far apart. */
export function tick(ms, stepMs) {
    const iso = new Date(ms).toISOString();
    if (stepMs >= DAY) {
        return iso.slice(5, 10);
    }
    if (stepMs >= MINUTE) {
        return iso.slice(11, 16);
    }
    return stepMs >= SECOND ? iso.slice(11, 19) : iso.slice(11, 23).replace(/0+$/, "");
}

const TICK_STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, SECOND, 2 * SECOND, 5 * SECOND, 10 * SECOND,
    15 * SECOND, 30 * SECOND, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE,
    HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY];

/** Distance of ticks for a span of time that has room for so many. */
export function tickStep(spanMs, room) {
    return TICK_STEPS.find((step) => spanMs / step <= room) ?? DAY;
}

/** Distance of ticks for values: 1, 2 or 5 times a power of ten. */
export function niceStep(span, room) {
    const rough = span / Math.max(1, room);
    const power = 10 ** Math.floor(Math.log10(rough));
    const factor = [1, 2, 5, 10].find((f) => f * power >= rough * 0.999);
    return factor * power;
}
