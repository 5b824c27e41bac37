/* A day of one channel as on paper: a row for each half hour or so, the earliest on top. */

import {get, repeat} from "./api.js";
import * as clock from "./clock.js";
import {ChannelHead, channelOr, whyNot} from "./channel-view.js";
import {el, setText} from "./dom.js";
import {DrumPaper} from "./drum-paper.js";
import {day, timeOfDay} from "./format.js";
import {keep} from "./route.js";
import {onColours} from "./theme.js";
import {wavesAt} from "./waves.js";

const POLL_MS = 10_000;
const DAY_MS = 86_400_000;
const GAIN_STEP = 1.5;
const ROW_MINUTES = [10, 15, 20, 30, 60];
const CLICK_SPAN_MS = 240_000;

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
        el("p", {class: "hint"}, "Choose a place on the paper to see its traces. Keys: + − gain, [ ] day; on the paper ← ↑ → ↓ and Enter. Triangle: trigger."));
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
        paper.cursorMs = null;
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

    function tell(ms) {
        setText(head.shown, Number.isFinite(ms) ? `${day(ms)} ${timeOfDay(ms)} UTC` : "");
    }

    paper.canvas.addEventListener("pointermove", (event) => {
        tell(place(event));
    });
    paper.canvas.addEventListener("click", (event) => {
        const at = place(event);
        if (Number.isFinite(at)) {
            location.hash = wavesAt([channel], at, CLICK_SPAN_MS);
        }
    });
    paper.canvas.addEventListener("keydown", (event) => {
        const [minutes, lines] = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]}[event.key] ?? [];
        if (minutes !== undefined) {
            event.preventDefault();
            tell(paper.moveCursor(minutes, lines) ?? NaN);
        } else if (event.key === "Enter" && paper.cursorMs !== null) {
            location.hash = wavesAt([channel], paper.cursorMs, CLICK_SPAN_MS);
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
