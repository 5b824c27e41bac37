/* A small plot of one value over a day: what it was, what it is, and its limits where it has some. */

import {el, setText} from "./dom.js";
import {niceStep, quantity, timeOfDay} from "./format.js";
import {colour, contextOf} from "./theme.js";
import {paintTimeAxis} from "./trace-paint.js";

const LEFT = 44;
const BOTTOM = 22;
const TOP = 6;
/** Points farther apart than this many usual distances are not joined: nothing is known between. */
const HOLE = 4;

/** How many decimals values of such a span need. */
function decimals(step) {
    return Math.max(0, Math.min(4, -Math.floor(Math.log10(step) + 0.001)));
}

export class HistoryPlot {
    #series;
    #span = [0, 1];
    #canvas = el("canvas", {class: "history", role: "img"});
    #now = el("span", {class: "plot-now"});

    constructor(label) {
        this.element = el("figure", {class: "plot"},
            el("figcaption", {}, el("span", {}, label), this.#now), this.#canvas);
        this.#canvas.addEventListener("pointermove", (event) => this.#tell(event));
        this.#canvas.addEventListener("pointerleave", () => this.#tellNow());
    }

    /** @param series {label, unit, timesMs, values}; all plots of a page have one span of time */
    show(series, fromMs, untilMs) {
        this.#series = series;
        this.#span = [fromMs, untilMs];
        this.#canvas.dataset.points = series.values.length;
        this.#tellNow();
        this.draw();
    }

    #words(i) {
        const {values, unit, key} = this.#series;
        if (key === "lock") {
            return values[i] > 0 ? "locked" : "unlocked";
        }
        return quantity(values[i], decimals(Math.max(1e-4, this.#range().step / 2)), unit.replace("1/", "per "));
    }

    #tellNow() {
        const last = this.#series.values.length - 1;
        setText(this.#now, last < 0 ? "–" : this.#words(last));
        this.#canvas.setAttribute("aria-label", `${this.#series.label}, last ${last < 0 ? "not known" : this.#words(last)}`);
    }

    #tell(event) {
        const area = this.#canvas.getBoundingClientRect();
        const [from, until] = this.#span;
        const at = from + (event.clientX - area.left - LEFT) / (area.width - LEFT) * (until - from);
        const {timesMs} = this.#series;
        let nearest = 0;
        timesMs.forEach((ms, i) => {
            nearest = Math.abs(ms - at) < Math.abs(timesMs[nearest] - at) ? i : nearest;
        });
        if (timesMs.length > 0) {
            setText(this.#now, `${timeOfDay(timesMs[nearest]).slice(0, 5)} UTC  ${this.#words(nearest)}`);
        }
    }

    #range() {
        const known = this.#series.values.filter((value) => value !== null);
        let low = Math.min(...known);
        let high = Math.max(...known);
        if (known.length === 0) {
            [low, high] = [0, 1];
        }
        if (this.#series.key === "lock") {
            return {low: -0.15, high: 1.15, step: 1};
        }
        const least = Math.max(Math.abs(high) * 0.02, 0.1);
        if (high - low < least) {
            const middle = (high + low) / 2;
            low = middle - least / 2;
            high = middle + least / 2;
        }
        const pad = (high - low) * 0.1;
        return {low: low - pad, high: high + pad, step: niceStep(high - low + 2 * pad, 3)};
    }

    draw() {
        const area = this.#series ? contextOf(this.#canvas) : null;
        if (area === null) {
            return;
        }
        const {context, width, height} = area;
        const {low, high, step} = this.#range();
        const bottom = height - BOTTOM;
        const [from, until] = this.#span;
        const x = (ms) => LEFT + (ms - from) / (until - from) * (width - LEFT);
        const y = (value) => bottom - (value - low) / (high - low) * (bottom - TOP);
        context.strokeStyle = colour("grid");
        context.fillStyle = colour("dim");
        context.textAlign = "right";
        context.textBaseline = "middle";
        context.lineWidth = 1;
        for (let value = Math.ceil(low / step) * step; value <= high; value += step) {
            const line = Math.round(y(value)) + 0.5;
            context.beginPath();
            context.moveTo(LEFT, line);
            context.lineTo(width, line);
            context.stroke();
            const text = this.#series.key === "lock" ? (value > 0.5 ? "locked" : "no") : quantity(value, decimals(step), "");
            context.fillText(text, LEFT - 6, line);
        }
        context.save();
        context.translate(LEFT, bottom);
        paintTimeAxis(context, from, (until - from) / (width - LEFT), width - LEFT);
        context.restore();
        this.#line(context, x, y);
    }

    #line(context, x, y) {
        const {timesMs, values, key} = this.#series;
        const distances = timesMs.slice(1).map((ms, i) => ms - timesMs[i]).sort((a, b) => a - b);
        const hole = HOLE * (distances[Math.floor(distances.length / 2)] ?? Infinity);
        context.strokeStyle = colour("trace");
        context.fillStyle = colour("trace");
        context.lineWidth = 1.25;
        context.lineJoin = "round";
        context.beginPath();
        values.forEach((value, i) => {
            if (value === null) {
                return;
            }
            const joined = i > 0 && values[i - 1] !== null && (timesMs[i] - timesMs[i - 1] <= hole || key === "lock");
            if (joined && key === "lock") {
                context.lineTo(x(timesMs[i]), y(values[i - 1]));
            }
            if (joined) {
                context.lineTo(x(timesMs[i]), y(value));
            } else {
                context.moveTo(x(timesMs[i]), y(value));
            }
        });
        context.stroke();
        const last = values.length - 1;
        if (last >= 0 && values[last] !== null) {
            context.beginPath();
            context.arc(x(timesMs[last]) - 1, y(values[last]), 2.2, 0, 7);
            context.fill();
        }
    }
}
