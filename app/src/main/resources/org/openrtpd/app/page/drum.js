/* A day of one channel as on paper: a row for each half hour or so, the earliest on top. */

import {get, repeat} from "./api.js";
import * as clock from "./clock.js";
import {ChannelHead, channelOr, whyNot} from "./channel-view.js";
import {el, setText} from "./dom.js";
import {day, timeOfDay, whole} from "./format.js";
import {keep} from "./route.js";
import {colour, contextOf, onColours} from "./theme.js";
import {paintTrace} from "./trace-paint.js";
import {wavesAt} from "./waves.js";

const POLL_MS = 10_000;
const DAY_MS = 86_400_000;
const GAIN_STEP = 1.5;
const ROW_MINUTES = [10, 15, 20, 30, 60];
const LEFT = 46;
const RIGHT = 10;
const TOP = 20;
/** How far, in rows, a strong motion may go over its neighbours, as a pen on paper does. */
const SWING = 3;
const CLICK_SPAN_MS = 240_000;

/** Counts that nine of ten columns stay within, from the middle: what quiet looks like. */
function usualReach(drum) {
    const reaches = [];
    for (const row of drum.rows) {
        for (let i = 0; i < row.min.length; i++) {
            if (row.min[i] !== null) {
                reaches.push((row.max[i] - row.min[i]) / 2);
            }
        }
    }
    reaches.sort((a, b) => a - b);
    return Math.max(1, reaches[Math.floor(reaches.length * 0.9)] ?? 1);
}

function numbers(list) {
    return Float32Array.from(list, (value) => value ?? NaN);
}

class DrumPaper {
    canvas = el("canvas", {class: "drum", role: "img"});
    gain = 1;
    #drum = null;

    show(drum) {
        this.#drum = drum;
        this.draw();
    }

    /** The time at a place of the paper, or NaN beside it. */
    timeAt(x, y) {
        const drum = this.#drum;
        if (drum === null || x < LEFT || x > this.canvas.clientWidth - RIGHT || y < TOP) {
            return NaN;
        }
        const row = drum.rows[Math.floor((y - TOP) / this.#rowHeight())];
        const part = (x - LEFT) / (this.canvas.clientWidth - LEFT - RIGHT);
        return row ? row.startMs + part * drum.rowMinutes * 60_000 : NaN;
    }

    #rowHeight() {
        return (this.canvas.clientHeight - TOP - 8) / this.#drum.rows.length;
    }

    draw() {
        const drum = this.#drum;
        const area = drum === null ? null : contextOf(this.canvas);
        if (area === null) {
            return;
        }
        const {context, width, height} = area;
        const rowHeight = this.#rowHeight();
        const wide = width - LEFT - RIGHT;
        this.#scale(context, wide, height, drum.rowMinutes);
        const reach = usualReach(drum) * 2.6 / this.gain;
        let columns = 0;
        drum.rows.forEach((row, number) => {
            const middle = TOP + (number + 0.5) * rowHeight;
            this.#label(context, row, number, middle, rowHeight);
            const limit = SWING * rowHeight;
            const y = (value) => middle - Math.max(-limit, Math.min(limit,
                (value - drum.mean) / reach * rowHeight / 2));
            const trace = {min: numbers(row.min), max: numbers(row.max), count: row.min.length, columnMs: drum.stepMs,
                step: new Float32Array(row.min.length).fill(drum.stepMs)};
            columns += row.min.filter((value) => value !== null).length;
            paintTrace(context, trace, LEFT, wide / drum.columns, y, colour(`drum-${number % 4}`));
        });
        this.#triggers(context, drum, wide, rowHeight);
        this.#facts(drum, columns);
    }

    #scale(context, wide, height, rowMinutes) {
        const step = rowMinutes <= 15 ? 1 : rowMinutes <= 30 ? 5 : 10;
        context.strokeStyle = colour("grid");
        context.fillStyle = colour("dim");
        context.textBaseline = "top";
        context.textAlign = "center";
        context.lineWidth = 1;
        context.beginPath();
        for (let minute = 0; minute <= rowMinutes; minute += step) {
            const x = Math.round(LEFT + minute / rowMinutes * wide) + 0.5;
            context.moveTo(x, TOP - 3);
            context.lineTo(x, height - 6);
            context.fillText(minute === 0 ? "min 0" : String(minute), x, 2);
        }
        context.stroke();
    }

    #label(context, row, number, middle, rowHeight) {
        const every = Math.ceil(12 / rowHeight);
        if (number % every === 0) {
            context.fillStyle = colour("dim");
            context.textAlign = "right";
            context.textBaseline = "middle";
            context.fillText(timeOfDay(row.startMs).slice(0, 5), LEFT - 8, middle);
        }
    }

    #triggers(context, drum, wide, rowHeight) {
        context.fillStyle = colour("trigger");
        for (const trigger of drum.triggers ?? []) {
            const minutes = (trigger.atMs - drum.dayMs) / 60_000;
            const number = Math.floor(minutes / drum.rowMinutes);
            if (number >= 0 && number < drum.rows.length) {
                const x = LEFT + minutes % drum.rowMinutes / drum.rowMinutes * wide;
                const y = TOP + (number + 0.5) * rowHeight;
                context.beginPath();
                context.moveTo(x, y - 2);
                context.lineTo(x - 4, y - 9);
                context.lineTo(x + 4, y - 9);
                context.fill();
            }
        }
    }

    #facts(drum, columns) {
        let peak = -1;
        let peakMs = "";
        drum.rows.forEach((row) => row.min.forEach((low, i) => {
            const reach = low === null ? -1 : Math.max(row.max[i] - drum.mean, drum.mean - low);
            if (reach > peak) {
                peak = reach;
                peakMs = row.startMs + i * drum.stepMs;
            }
        }));
        Object.assign(this.canvas.dataset, {rows: drum.rows.length, columns, peak, peakMs, usual: usualReach(drum), day: drum.day});
        this.canvas.setAttribute("aria-label", `Drum plot of ${drum.name || drum.channel} on ${drum.day} UTC; `
            + (columns === 0 ? "no data" : `strongest motion ${whole(peak)} counts at ${timeOfDay(peakMs)} UTC`));
    }
}

/** Opens the drum plot; gives a function that closes it. */
export function openDrum(frame, path, query) {
    const end = new AbortController();
    const paper = new DrumPaper();
    let channel = query.get("channel") ?? "";
    let wanted = /^\d{4}-\d{2}-\d{2}$/.test(query.get("day") ?? "") ? query.get("day") : "";
    let rowMinutes = ROW_MINUTES.includes(Number(query.get("rows"))) ? Number(query.get("rows")) : 30;
    let stop = () => {};

    const date = el("input", {type: "date", "aria-label": "Day, UTC", onchange: () => choose({day: date.value})});
    const rows = el("select", {"aria-label": "Minutes in a row", onchange: () => choose({rows: Number(rows.value)})},
        ROW_MINUTES.map((minutes) => el("option", {value: minutes}, `${minutes} min a row`)));
    const button = (text, label, act) => el("button", {type: "button", "aria-label": label, title: label, onclick: act}, text);
    const head = new ChannelHead("Drum", (name) => choose({channel: name}),
        el("div", {class: "group", role: "group", "aria-label": "Day"},
            button("‹", "Day before", () => step(-1)), date, button("›", "Day after", () => step(1)),
            button("Today", "Today", () => choose({day: ""}))),
        rows,
        el("div", {class: "group", role: "group", "aria-label": "Gain"},
            button("−", "Less gain (−)", () => turn(-1)), el("span", {class: "label"}, "Gain"), button("+", "More gain (+)", () => turn(1))));
    const empty = el("p", {class: "empty"}, "Reading the day…");
    const box = el("div", {class: "paper"}, paper.canvas);
    frame.append(head.element, empty, box,
        el("p", {class: "hint"}, "Choose a place on the paper to see its traces. Keys: + − gain, [ ] day. Triangle: trigger."));
    box.hidden = true;

    function turn(direction) {
        paper.gain *= GAIN_STEP ** direction;
        paper.draw();
        paper.canvas.dataset.gain = paper.gain;
    }

    function step(days) {
        choose({day: day(Date.parse(shownDay() + "T00:00:00Z") + days * DAY_MS)});
    }

    function shownDay() {
        return wanted || day(clock.now());
    }

    function choose(change) {
        channel = change.channel ?? channel;
        wanted = change.day ?? wanted;
        rowMinutes = change.rows ?? rowMinutes;
        restart();
    }

    function restart() {
        stop();
        rows.value = rowMinutes;
        date.value = shownDay();
        stop = repeat(draw, POLL_MS);
    }

    async function draw(signal) {
        try {
            channel = await channelOr(channel, signal);
            if (channel === "") {
                setText(empty, "No channel has sent data yet.");
                return;
            }
            keep(["drum"], {channel, day: wanted, rows: rowMinutes === 30 ? null : rowMinutes});
            const columns = Math.max(100, Math.min(2000, Math.round((paper.canvas.clientWidth || 900) * Math.min(devicePixelRatio || 1, 2))));
            const drum = await get("drum", {channel, day: shownDay(), rowMinutes, columns}, signal);
            date.value = shownDay();
            head.name = drum.name || drum.channel;
            const none = drum.rows.every((row) => row.min.every((value) => value === null));
            setText(empty, none ? `No data of ${drum.name || drum.channel} on ${drum.day} UTC.` : "");
            empty.hidden = !none;
            box.hidden = false;
            paper.show(drum);
            setText(head.shown, drum.complete === false ? "Not the whole day could be read in time." : `${drum.day} UTC`);
        } catch (problem) {
            if (!signal.aborted) {
                setText(empty, whyNot(problem));
                empty.hidden = false;
            }
            throw problem;
        }
    }

    function place(event) {
        const area = paper.canvas.getBoundingClientRect();
        return paper.timeAt(event.clientX - area.left, event.clientY - area.top);
    }

    paper.canvas.addEventListener("pointermove", (event) => {
        const at = place(event);
        setText(head.shown, Number.isFinite(at) ? `${day(at)} ${timeOfDay(at)} UTC` : "");
    });
    paper.canvas.addEventListener("click", (event) => {
        const at = place(event);
        if (Number.isFinite(at)) {
            location.hash = wavesAt([channel], at, CLICK_SPAN_MS);
        }
    });
    document.addEventListener("keydown", (event) => {
        if (/^(INPUT|SELECT)$/.test(document.activeElement?.tagName) || event.ctrlKey || event.metaKey) {
            return;
        }
        const act = {"+": () => turn(1), "=": () => turn(1), "-": () => turn(-1), "[": () => step(-1), "]": () => step(1)}[event.key];
        act?.();
    }, {signal: end.signal});
    const sizes = new ResizeObserver(() => paper.draw());
    sizes.observe(paper.canvas);
    const stopColours = onColours(() => paper.draw());
    restart();
    return () => {
        end.abort();
        stop();
        stopColours();
        sizes.disconnect();
    };
}
