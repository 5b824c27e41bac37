/* Power of one channel by time and frequency, in decibels. */

import {get, repeat} from "./api.js";
import {ChannelHead, channelOr, whyNot} from "./channel-view.js";
import * as clock from "./clock.js";
import {el, setText} from "./dom.js";
import {dateTime, duration} from "./format.js";
import {keep} from "./route.js";
import {SpectrumPaper, MARGIN} from "./spectrum-paper.js";
import {onColours} from "./theme.js";
import {wavesAt} from "./waves.js";

const POLL_MS = 5000;
const SPANS_S = [60, 300, 600, 1800, 3600, 10_800, 21_600];

/** Opens the spectrogram; gives a function that closes it. */
export function openSpectrogram(frame, path, query) {
    const end = new AbortController();
    const paper = new SpectrumPaper();
    let channel = query.get("channel") ?? "";
    let spanS = SPANS_S.includes(Number(query.get("span"))) ? Number(query.get("span")) : 600;
    let untilMs = Number(query.get("until")) || null;
    let scale = query.get("scale") === "log" ? "log" : "linear";
    let stop = () => {};

    const spans = el("select", {"aria-label": "Span of time", onchange: () => {
        spanS = Number(spans.value);
        restart();
    }}, SPANS_S.map((seconds) => el("option", {value: seconds}, duration(seconds))));
    const button = (text, label, act) => el("button", {type: "button", "aria-label": label, title: label, onclick: act}, text);
    const scales = el("select", {"aria-label": "Scale of frequency", onchange: () => {
        scale = scales.value;
        restart();
    }}, el("option", {value: "linear"}, "linear frequency"), el("option", {value: "log"}, "log frequency"));
    const live = button("Live", "Go with the clock", () => go(null));
    const head = new ChannelHead("Spectrogram", (name) => {
        channel = name;
        restart();
    }, el("div", {class: "group", role: "group", "aria-label": "Time"},
        button("‹", "Back (←)", () => move(-1)), spans,
        button("›", "On (→)", () => move(1)), live), scales);
    const empty = el("p", {class: "empty"}, "Reading…");
    const box = el("div", {class: "paper"}, paper.canvas);
    frame.append(head.element, empty, box,
        el("p", {class: "hint"}, "Power density relative to 1 count²/Hz. The colours span what nearly all of the picture has. "
            + "Choose a place to see its traces. Keys: ← → move, I O zoom, L log or linear."));
    box.hidden = true;

    function go(until) {
        untilMs = until !== null && until >= clock.now() ? null : until;
        restart();
    }

    function move(halves) {
        go((untilMs ?? clock.now()) + halves * spanS * 500);
    }

    function zoom(steps) {
        const at = SPANS_S.indexOf(spanS) + steps;
        spanS = SPANS_S[Math.max(0, Math.min(SPANS_S.length - 1, at))];
        restart();
    }

    function turnScale() {
        scale = scale === "log" ? "linear" : "log";
        restart();
    }

    function restart() {
        stop();
        spans.value = spanS;
        scales.value = scale;
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
            keep(["spectrogram"], {channel, span: spanS, until: untilMs === null ? null : Math.round(untilMs),
                scale: scale === "log" ? scale : null});
            const until = untilMs ?? clock.now();
            const answer = await get("spectrogram", {channel, from: Math.floor(until - spanS * 1000), until: Math.ceil(until),
                columns: Math.max(50, Math.min(800, Math.round((box.clientWidth || 900) - MARGIN))), rows: 128, scale}, signal);
            head.name = answer.name || answer.channel;
            box.hidden = false;
            paper.show(answer);
            const none = paper.canvas.dataset.known === "0";
            empty.hidden = !none;
            setText(empty, none ? "No data in this span of time." : "");
            paper.canvas.setAttribute("aria-label", `Spectrogram of ${answer.name || answer.channel}, `
                + `${dateTime(answer.fromMs)} to ${dateTime(answer.untilMs)}, `
                + `${answer.minHertz} to ${answer.maxHertz} hertz`);
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
    paper.canvas.addEventListener("click", (event) => {
        const area = paper.canvas.getBoundingClientRect();
        const at = paper.timeAt(event.clientX - area.left, event.clientY - area.top);
        if (Number.isFinite(at)) {
            location.hash = wavesAt([channel], at, spanS * 100);
        }
    });
    const keys = {ArrowLeft: () => move(-1), ArrowRight: () => move(1), i: () => zoom(-1), o: () => zoom(1), l: turnScale};
    document.addEventListener("keydown", (event) => {
        if (Object.hasOwn(keys, event.key) && !/^(INPUT|SELECT)$/.test(document.activeElement?.tagName)
                && !event.ctrlKey && !event.altKey && !event.metaKey) {
            event.preventDefault();
            keys[event.key]();
        }
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
