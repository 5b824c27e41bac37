/* Power of one channel by time and frequency, in decibels. */

import {get, repeat} from "./api.js";
import {ChannelHead, channelOr, whyNot} from "./channel-view.js";
import * as clock from "./clock.js";
import {RAMP} from "./colour-map.js";
import {el, setText} from "./dom.js";
import {dateTime, duration, niceStep, quantity} from "./format.js";
import {keep} from "./route.js";
import {colour, contextOf, onColours} from "./theme.js";
import {paintTimeAxis} from "./trace-paint.js";

const POLL_MS = 5000;
const SPANS_S = [60, 300, 600, 1800, 3600, 10_800, 21_600];
const LEFT = 48;
const RIGHT = 64;
const TOP = 8;
const BOTTOM = 26;

function bytesOf(text) {
    return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

/** Levels that nearly all values lie between, so that one loud minute does not darken the rest. */
function usualLevels(columns) {
    const counts = new Uint32Array(256);
    let all = 0;
    for (const column of columns) {
        for (const level of column) {
            if (level > 0) {
                counts[level]++;
                all++;
            }
        }
    }
    const at = (part) => {
        let below = 0;
        for (let level = 1; level < 256; level++) {
            below += counts[level];
            if (below >= part * all) {
                return level;
            }
        }
        return 255;
    };
    return all === 0 ? {low: 1, high: 255} : {low: at(0.03), high: Math.max(at(0.998), at(0.03) + 24)};
}

class SpectrumPaper {
    canvas = el("canvas", {class: "spectrum", role: "img"});
    #answer = null;
    #columns = [];
    #picture = document.createElement("canvas");
    #levels = {low: 1, high: 255};

    show(answer) {
        this.#answer = answer;
        this.#columns = answer.levels.map(bytesOf);
        this.#levels = usualLevels(this.#columns);
        this.#paint();
        this.draw();
    }

    /** One pixel for each column and frequency; the screen makes it larger. */
    #paint() {
        const columns = this.#columns;
        const rows = this.#answer.rows;
        const {low, high} = this.#levels;
        this.#picture.width = Math.max(1, columns.length);
        this.#picture.height = rows;
        const context = this.#picture.getContext("2d");
        const image = context.createImageData(this.#picture.width, rows);
        let known = 0;
        columns.forEach((levels, x) => {
            for (let row = 0; row < Math.min(rows, levels.length); row++) {
                if (levels[row] > 0) {
                    const shade = Math.max(0, Math.min(255, Math.round((levels[row] - low) / (high - low) * 255)));
                    const at = ((rows - 1 - row) * columns.length + x) * 4;
                    image.data.set([RAMP[shade * 3], RAMP[shade * 3 + 1], RAMP[shade * 3 + 2], 255], at);
                    known++;
                }
            }
        });
        context.putImageData(image, 0, 0);
        Object.assign(this.canvas.dataset, {known, columns: columns.length});
    }

    draw() {
        const answer = this.#answer;
        const area = answer === null ? null : contextOf(this.canvas);
        if (area === null) {
            return;
        }
        const {context, width, height} = area;
        const wide = width - LEFT - RIGHT;
        const high = height - TOP - BOTTOM;
        context.fillStyle = colour("canvas");
        context.fillRect(LEFT, TOP, wide, high);
        context.imageSmoothingEnabled = false;
        context.drawImage(this.#picture, LEFT, TOP, wide, high);
        this.#frequencies(context, high);
        this.#colours(context, width - RIGHT + 14, high);
        context.save();
        context.translate(LEFT, TOP + high);
        paintTimeAxis(context, answer.fromMs, (answer.untilMs - answer.fromMs) / wide, wide);
        context.restore();
    }

    #frequencies(context, high) {
        const most = this.#answer.maxHertz;
        const step = niceStep(most, high / 44);
        context.fillStyle = colour("dim");
        context.strokeStyle = colour("line");
        context.textAlign = "right";
        context.textBaseline = "middle";
        context.beginPath();
        for (let hertz = 0; hertz <= most * 1.001; hertz += step) {
            const y = TOP + high * (1 - hertz / most);
            context.moveTo(LEFT - 4, y);
            context.lineTo(LEFT, y);
            context.fillText(hertz === 0 ? "0 Hz" : String(Number(hertz.toPrecision(4))), LEFT - 7, y);
        }
        context.stroke();
    }

    #decibels(level) {
        const {lowDb, highDb} = this.#answer;
        return lowDb + (level - 1) / 254 * (highDb - lowDb);
    }

    #colours(context, x, high) {
        for (let y = 0; y < high; y++) {
            const shade = Math.round((1 - y / high) * 255) * 3;
            context.fillStyle = `rgb(${RAMP[shade]}, ${RAMP[shade + 1]}, ${RAMP[shade + 2]})`;
            context.fillRect(x, TOP + y, 9, 1.5);
        }
        context.fillStyle = colour("dim");
        context.textAlign = "left";
        const {low, high: top} = this.#levels;
        context.textBaseline = "top";
        context.fillText(quantity(this.#decibels(top), 0, "dB"), x + 13, TOP);
        context.textBaseline = "middle";
        context.fillText(quantity(this.#decibels((low + top) / 2), 0, ""), x + 13, TOP + high / 2);
        context.textBaseline = "bottom";
        context.fillText(quantity(this.#decibels(low), 0, ""), x + 13, TOP + high);
    }

    /** Time and frequency at a place, in words. */
    wordsAt(x, y) {
        const answer = this.#answer;
        const wide = this.canvas.clientWidth - LEFT - RIGHT;
        const high = this.canvas.clientHeight - TOP - BOTTOM;
        if (answer === null || x < LEFT || x >= LEFT + wide || y < TOP || y >= TOP + high) {
            return "";
        }
        const across = (x - LEFT) / wide;
        const up = 1 - (y - TOP) / high;
        const level = this.#columns[Math.floor(across * this.#columns.length)]?.[Math.floor(up * answer.rows)] ?? 0;
        const power = level === 0 ? "no data" : quantity(this.#decibels(level), 1, "dB");
        return `${dateTime(answer.fromMs + across * (answer.untilMs - answer.fromMs))} · `
            + `${quantity(up * answer.maxHertz, 2, "Hz")} · ${power}`;
    }
}

/** Opens the spectrogram; gives a function that closes it. */
export function openSpectrogram(frame, path, query) {
    const paper = new SpectrumPaper();
    let channel = query.get("channel") ?? "";
    let spanS = SPANS_S.includes(Number(query.get("span"))) ? Number(query.get("span")) : 600;
    let untilMs = Number(query.get("until")) || null;
    let stop = () => {};

    const spans = el("select", {"aria-label": "Span of time", onchange: () => {
        spanS = Number(spans.value);
        restart();
    }}, SPANS_S.map((seconds) => el("option", {value: seconds}, duration(seconds))));
    const button = (text, label, act) => el("button", {type: "button", "aria-label": label, title: label, onclick: act}, text);
    const live = button("Live", "Go with the clock", () => go(null));
    const head = new ChannelHead("Spectrogram", (name) => {
        channel = name;
        restart();
    }, el("div", {class: "group", role: "group", "aria-label": "Time"},
        button("‹", "Back", () => go((untilMs ?? clock.now()) - spanS * 500)), spans,
        button("›", "On", () => go((untilMs ?? clock.now()) + spanS * 500)), live));
    const empty = el("p", {class: "empty"}, "Reading…");
    const box = el("div", {class: "paper"}, paper.canvas);
    frame.append(head.element, empty, box,
        el("p", {class: "hint"}, "Power density relative to 1 count²/Hz. The colours span what nearly all of the picture has."));
    box.hidden = true;

    function go(until) {
        untilMs = until !== null && until >= clock.now() ? null : until;
        restart();
    }

    function restart() {
        stop();
        spans.value = spanS;
        live.setAttribute("aria-pressed", untilMs === null);
        stop = repeat(draw, untilMs === null ? POLL_MS : POLL_MS * 12);
    }

    async function draw(signal) {
        try {
            channel = await channelOr(channel, signal);
            if (channel === "") {
                setText(empty, "No channel has sent data yet.");
                return;
            }
            keep(["spectrogram"], {channel, span: spanS, until: untilMs === null ? null : Math.round(untilMs)});
            const until = untilMs ?? clock.now();
            const answer = await get("spectrogram", {channel, from: Math.floor(until - spanS * 1000), until: Math.ceil(until),
                columns: Math.max(50, Math.min(800, Math.round((box.clientWidth || 900) - LEFT - RIGHT))), rows: 128}, signal);
            head.name = answer.name || answer.channel;
            box.hidden = false;
            paper.show(answer);
            const none = paper.canvas.dataset.known === "0";
            empty.hidden = !none;
            setText(empty, none ? "No data in this span of time." : "");
            paper.canvas.setAttribute("aria-label", `Spectrogram of ${answer.name || answer.channel}, `
                + `${dateTime(answer.fromMs)} to ${dateTime(answer.untilMs)}, 0 to ${answer.maxHertz} hertz`);
            setText(head.shown, answer.complete === false ? "Not all could be read in time."
                : untilMs === null ? `live, last ${duration(spanS)}` : `until ${dateTime(answer.untilMs)}`);
        } catch (problem) {
            if (!signal.aborted) {
                setText(empty, whyNot(problem));
                empty.hidden = false;
            }
            throw problem;
        }
    }

    paper.canvas.addEventListener("pointermove", (event) => {
        const area = paper.canvas.getBoundingClientRect();
        setText(head.shown, paper.wordsAt(event.clientX - area.left, event.clientY - area.top));
    });
    const sizes = new ResizeObserver(() => paper.draw());
    sizes.observe(paper.canvas);
    const stopColours = onColours(() => paper.draw());
    restart();
    return () => {
        stop();
        stopColours();
        sizes.disconnect();
    };
}
