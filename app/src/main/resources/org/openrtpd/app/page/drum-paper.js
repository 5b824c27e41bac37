/* The paper of a drum plot: its rows, what is marked on them, and where a time is. */

import {el} from "./dom.js";
import {timeOfDay, whole} from "./format.js";
import {colour, contextOf} from "./theme.js";
import {paintTrace} from "./trace-paint.js";

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const LEFT = 46;
const RIGHT = 10;
const TOP = 20;
/** How far, in rows, a strong motion may go over its neighbours, as a pen on paper does. */
const SWING = 3;

/** Counts that nine of ten columns stay within, from the middle: what quiet looks like. */
function usualReach(traces) {
    const reaches = Float32Array.from(traces.flatMap(({min, max}) =>
        Array.from(min, (low, i) => (max[i] - low) / 2))).filter((reach) => reach === reach).sort();
    return Math.max(1, reaches[Math.floor(reaches.length * 0.9)] ?? 1);
}

function numbers(list) {
    return Float32Array.from(list, (value) => value ?? NaN);
}

export class DrumPaper {
    canvas = el("canvas", {class: "drum", role: "img", tabindex: 0});
    gain = 1;
    /** The time that keys point at; null while they point at none. */
    cursorMs = null;
    #drum = null;
    #traces = [];
    #usual = 1;

    show(drum) {
        this.#drum = drum;
        this.#traces = drum.rows.map((row) => ({min: numbers(row.min), max: numbers(row.max), count: row.min.length,
            columnMs: drum.stepMs, step: new Float32Array(row.min.length).fill(drum.stepMs)}));
        this.#usual = usualReach(this.#traces);
        this.#tell();
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

    /** Moves the cursor by so many minutes and rows, from the end of the data at first; gives where it is. */
    moveCursor(minutes, rows) {
        const drum = this.#drum;
        if (drum !== null) {
            const last = drum.dayMs + DAY_MS - MINUTE_MS;
            const from = this.cursorMs ?? Math.min(last, drum.readUntilMs ?? last);
            const to = from + (minutes + rows * drum.rowMinutes) * MINUTE_MS;
            this.cursorMs = Math.max(drum.dayMs, Math.min(last, Math.floor(to / MINUTE_MS) * MINUTE_MS));
            this.draw();
        }
        return this.cursorMs;
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
        const reach = this.#usual * 2.6 / this.gain;
        drum.rows.forEach((row, number) => {
            const middle = TOP + (number + 0.5) * rowHeight;
            this.#label(context, row, number, middle, rowHeight);
            const limit = SWING * rowHeight;
            const y = (value) => middle - Math.max(-limit, Math.min(limit,
                (value - drum.mean) / reach * rowHeight / 2));
            paintTrace(context, this.#traces[number], LEFT, wide / drum.columns, y, colour(`drum-${number % 4}`));
        });
        this.#triggers(context, drum, wide, rowHeight);
        if (this.cursorMs !== null) {
            const {x, y} = this.#placeOf(this.cursorMs, wide, rowHeight);
            context.strokeStyle = colour("strong");
            context.strokeRect(x - 4.5, y - rowHeight / 2, 9, rowHeight);
        }
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

    #placeOf(ms, wide, rowHeight) {
        const {dayMs, rowMinutes} = this.#drum;
        const minutes = (ms - dayMs) / MINUTE_MS;
        return {
            x: LEFT + minutes % rowMinutes / rowMinutes * wide,
            y: TOP + (Math.floor(minutes / rowMinutes) + 0.5) * rowHeight,
        };
    }

    #triggers(context, drum, wide, rowHeight) {
        context.fillStyle = colour("trigger");
        for (const trigger of drum.triggers ?? []) {
            if (trigger.atMs >= drum.dayMs && trigger.atMs < drum.dayMs + DAY_MS) {
                const {x, y} = this.#placeOf(trigger.atMs, wide, rowHeight);
                context.beginPath();
                context.moveTo(x, y - 2);
                context.lineTo(x - 4, y - 9);
                context.lineTo(x + 4, y - 9);
                context.fill();
            }
        }
    }

    /** Says what is on the paper to those who do not see it. */
    #tell() {
        const drum = this.#drum;
        let peak = -1;
        let peakMs = "";
        let columns = 0;
        this.#traces.forEach(({min, max}, number) => min.forEach((low, i) => {
            const reach = Math.max(max[i] - drum.mean, drum.mean - low);
            columns += low === low ? 1 : 0;
            if (reach > peak) {
                peak = reach;
                peakMs = drum.rows[number].startMs + i * drum.stepMs;
            }
        }));
        Object.assign(this.canvas.dataset, {rows: drum.rows.length, columns, peak, peakMs, usual: this.#usual, day: drum.day,
            triggers: drum.triggers?.length ?? 0});
        this.canvas.setAttribute("aria-label", `Drum plot of ${drum.name || drum.channel} on ${drum.day} UTC; `
            + (columns === 0 ? "no data" : `strongest motion ${whole(peak)} counts at ${timeOfDay(peakMs)} UTC`));
    }
}
