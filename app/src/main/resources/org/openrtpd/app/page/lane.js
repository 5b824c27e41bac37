/* One channel in a panel of traces: its label, its canvas, its amplitude. */

import {el, setText} from "./dom.js";
import {quantity, whole} from "./format.js";
import {to} from "./route.js";
import {colour, contextOf} from "./theme.js";
import {extent, TraceData} from "./trace-data.js";
import {paintGrid, paintTears, paintTrace, paintTriggers} from "./trace-paint.js";

const LADDER = [1, 1.5, 2, 3, 5, 7, 10];
const GAIN_STEP = 1.5;
const MOST_GAIN = 4000;

/** The next amplitude on a ladder, so that a scale stays while noise goes up and down. */
export function onLadder(reach) {
    const power = 10 ** Math.floor(Math.log10(reach));
    return LADDER.find((rung) => rung * power >= reach) * power;
}

export class Lane {
    data = new TraceData();
    gain = 1;
    #reach = 0;
    #streamNumber;
    #name = el("a", {});
    #scale = el("span", {class: "lane-scale"});
    #value = el("span", {class: "lane-value"});

    /** @param actions `changed()` after a gain, `remove(channel)` or none where lanes are fixed */
    constructor(channel, actions) {
        this.channel = channel;
        this.#streamNumber = Number(channel.split(".")[1]);
        const small = (label, text, act) => el("button", {type: "button", class: "tiny", title: text,
            "aria-label": `${text} of ${channel}`, onclick: act}, label);
        this.#name.setAttribute("href", to(["station", channel.split(".")[0]]));
        setText(this.#name, channel);
        this.canvas = el("canvas", {class: "trace", role: "img", data: {channel, bins: 0, gaps: 0, triggers: 0},
            "aria-label": `Trace of ${channel}`});
        this.element = el("div", {class: "lane"},
            el("div", {class: "lane-label"}, this.#name,
                el("span", {class: "lane-id"}, channel), this.#scale, this.#value,
                el("span", {class: "lane-buttons"},
                    small("−", "Less gain", () => this.turn(-1, actions)),
                    small("+", "More gain", () => this.turn(1, actions)),
                    actions.remove ? small("×", "Take away trace", () => actions.remove(channel)) : [])),
            this.canvas);
    }

    turn(direction, actions) {
        this.gain = Math.min(MOST_GAIN, Math.max(1 / MOST_GAIN, this.gain * GAIN_STEP ** direction));
        actions.changed();
    }

    /** What the channel is called and how fast it samples. */
    describe(name, rate) {
        this.data.rate = rate ?? this.data.rate;
        setText(this.#name, name || this.channel);
        this.canvas.setAttribute("aria-label", `Trace of ${name || this.channel}`);
    }

    /** Columns of a span, aligned to absolute time so that a scrolling trace does not flicker. */
    measure(fromMs, msPerPixel, width, ratio) {
        const columnMs = msPerPixel / ratio;
        const first = Math.floor(fromMs / columnMs) * columnMs;
        this.columns = this.data.columns(first, columnMs, Math.ceil(width * ratio) + 2);
        this.extent = extent(this.columns);
        return this.extent;
    }

    /** An amplitude that grows at once and shrinks only when the trace has become much smaller. */
    steadyReach() {
        const reach = this.extent.reach;
        if (reach > this.#reach || reach < this.#reach * 0.4) {
            this.#reach = onLadder(reach * 1.05);
        }
        return this.#reach;
    }

    /** Draws; `reach` is how many counts go from the middle to the edge. */
    draw(fromMs, msPerPixel, reach, cursorMs) {
        const area = contextOf(this.canvas);
        if (area === null || !this.columns) {
            return;
        }
        const {context, width, height, ratio} = area;
        const half = height / 2;
        const shown = reach / this.gain;
        const middle = this.extent.middle;
        paintGrid(context, fromMs, msPerPixel, width, height);
        const y = (value) => half - (value - middle) / shown * (half - 3);
        const tears = paintTears(context, this.data.tears, fromMs, msPerPixel, width, height);
        paintTrace(context, this.columns, (this.columns.fromMs - fromMs) / msPerPixel, 1 / ratio, y,
            colour("trace"));
        const triggers = paintTriggers(context, this.data.triggers, this.#streamNumber, fromMs, msPerPixel, width, height);
        if (cursorMs !== null) {
            this.#cursor(context, (cursorMs - fromMs) / msPerPixel, height, cursorMs);
        } else {
            setText(this.#value, this.data.rate === null ? "" : quantity(this.data.rate, this.data.rate < 1 ? 1 : 0, "Hz"));
        }
        setText(this.#scale, this.extent.known ? `±${whole(shown)}` : "no data");
        this.#scale.title = this.extent.known ? `counts from the middle (${whole(middle)}) to the edge` : "";
        Object.assign(this.canvas.dataset, {gaps: tears.gap, overlaps: tears.overlap, steps: tears.step,
            triggers, known: this.extent.known});
    }

    #cursor(context, x, height, cursorMs) {
        context.fillStyle = colour("cursor");
        context.fillRect(Math.round(x), 0, 1, height);
        const at = Math.floor((cursorMs - this.columns.fromMs) / this.columns.columnMs);
        const min = this.columns.min[at];
        const max = this.columns.max[at];
        setText(this.#value, !(min === min) ? "–" : min === max ? whole(min) : `${whole(min)} … ${whole(max)}`);
    }
}
