/* The waveforms: live traces of chosen channels, and back through the journal. */

import {get} from "./api.js";
import {ChannelPicker} from "./channel-picker.js";
import {el, setText} from "./dom.js";
import {duration} from "./format.js";
import {attachKeys} from "./panel-keys.js";
import {keep, to} from "./route.js";
import {TracePanel} from "./trace-panel.js";

const SPANS_S = [10, 30, 60, 120, 300, 600, 1800, 3600, 21_600, 86_400];
const USUAL_SPAN_S = 120;
const MOST_CHANNELS = 32;
const FIRST_CHANNELS = 6;
const KEPT = "openrtpd.channels";

function chosenBefore() {
    try {
        return (localStorage.getItem(KEPT) ?? "").split(",").filter(Boolean);
    } catch {
        return [];
    }
}

function remember(channels) {
    try {
        localStorage.setItem(KEPT, channels.join(","));
    } catch {
        // A browser that keeps nothing only starts with other channels next time.
    }
}

/** Channels to start with: verticals of the stations, or whatever there is. */
async function firstChannels() {
    const {channels} = await get("channels", {limit: 500});
    const vertical = channels.filter((channel) => /Z$/.test(channel.name));
    return (vertical.length > 0 ? vertical : channels).slice(0, FIRST_CHANNELS).map((channel) => channel.channel);
}

function time(text) {
    const ms = text === undefined ? NaN : /^\d+$/.test(text) ? Number(text) : Date.parse(text);
    return Number.isFinite(ms) ? ms : null;
}

/** Opens the waveforms; gives a function that closes them. */
export function openWaves(frame, path, query) {
    const end = new AbortController();
    const from = time(query.get("from"));
    const until = time(query.get("until"));
    const paused = from !== null && until !== null && from < until;
    const spanMs = paused ? until - from : 1000 * (Number(query.get("span")) || USUAL_SPAN_S);
    const panel = new TracePanel({spanMs, untilMs: paused ? until : null, removable: true, changed, drawn});

    const button = (text, act, attributes = {}) =>
        el("button", {type: "button", onclick: act, ...attributes}, text);
    const play = button("Pause", () => panel.pauseOrGoOn(), {class: "primary", "aria-keyshortcuts": "Space", title: "Space"});
    const spans = el("select", {"aria-label": "Span of time", onchange: () =>
        panel.goTo(panel.live ? null : panel.untilMs, Number(spans.value) * 1000)},
    SPANS_S.map((seconds) => el("option", {value: seconds}, duration(seconds))), el("option", {value: 0, hidden: true}, ""));
    const scale = el("select", {"aria-label": "Amplitude", onchange: rescale},
        el("option", {value: "each"}, "each trace by itself"), el("option", {value: "common"}, "all alike"),
        el("option", {value: "fixed"}, "fixed"));
    const reach = el("input", {type: "number", min: 1, max: 2_147_483_647, step: "any", value: 1000, hidden: true,
        "aria-label": "Counts from the middle to the edge", oninput: rescale});
    const shown = el("p", {class: "shown"});
    const picker = new ChannelPicker("Add a channel", (channel) => add(channel.channel));
    const empty = el("p", {class: "empty"}, "Looking for channels…");
    frame.append(
        el("div", {class: "tools"}, el("h1", {}, "Waveforms"), play,
            el("div", {class: "group", role: "group", "aria-label": "Time"},
                button("‹", () => panel.move(-0.5), {"aria-label": "Back", title: "Back (←)"}), spans,
                button("›", () => panel.move(0.5), {"aria-label": "On", title: "On (→)"})),
            el("div", {class: "group", role: "group", "aria-label": "Zoom"},
                button("Zoom in", () => panel.zoom(0.5, 0.5), {title: "Wheel, or I"}),
                button("out", () => panel.zoom(2, 0.5), {title: "Wheel, or O", "aria-label": "Zoom out"})),
            el("label", {class: "group"}, el("span", {class: "label"}, "Amplitude"), scale, reach),
            el("div", {class: "group", role: "group", "aria-label": "Gain"},
                button("−", () => panel.gain(-1), {"aria-label": "Less gain", title: "Less gain (−)"}),
                button("Gain", () => panel.resetGain(), {title: "Gain 1 (0)", "aria-label": "Gain 1"}),
                button("+", () => panel.gain(1), {"aria-label": "More gain", title: "More gain (+)"})),
            picker.element, shown),
        panel.element, empty,
        el("p", {class: "hint"}, "Keys: Space pauses · ← → move · I O zoom · + − gain · 0 gain 1. "
            + "Drag moves, wheel zooms. Hatched: gap. Zigzag: step of the clock. Bracket: overlap. Flag: trigger."));

    function rescale() {
        reach.hidden = scale.value !== "fixed";
        panel.scale = {mode: scale.value, reach: Math.max(1, Number(reach.value) || 1)};
        changed();
    }

    function add(channel) {
        if (!panel.channels.includes(channel) && panel.channels.length < MOST_CHANNELS) {
            panel.channels = [...panel.channels, channel];
            changed();
        }
    }

    function changed() {
        const span = panel.spanMs / 1000;
        const fixed = scale.value === "fixed" ? panel.scale.reach : null;
        keep(["waves"], {channels: panel.channels.join(","),
            ...panel.live ? {span} : {from: Math.floor(panel.fromMs), until: Math.ceil(panel.untilMs)},
            scale: scale.value === "each" ? null : scale.value, reach: fixed});
        remember(panel.channels);
        setText(play, panel.live ? "Pause" : "Go live");
        const usual = SPANS_S.includes(span);
        spans.value = usual ? span : 0;
        setText(spans.lastChild, usual ? "" : duration(span));
        empty.hidden = panel.channels.length > 0;
        panel.element.hidden = panel.channels.length === 0;
    }

    function drawn(_, cursor) {
        setText(shown, cursor === null ? panel.describe() : `${cursor} UTC`);
    }

    attachKeys(document, panel, end.signal);

    if (["common", "fixed"].includes(query.get("scale"))) {
        scale.value = query.get("scale");
        reach.value = Number(query.get("reach")) || 1000;
        reach.hidden = scale.value !== "fixed";
        panel.scale = {mode: scale.value, reach: Number(reach.value)};
    }
    const asked = (query.get("channels") ?? "").split(",").filter(Boolean).slice(0, MOST_CHANNELS);
    const begin = (channels) => {
        if (!end.signal.aborted) {
            panel.channels = channels;
            changed();
            setText(empty, "No channel is chosen. Look for one by its name or unit above.");
        }
    };
    if (asked.length > 0) {
        begin(asked);
    } else if (chosenBefore().length > 0) {
        begin(chosenBefore().slice(0, MOST_CHANNELS));
    } else {
        firstChannels().then(begin, () => begin([]));
    }
    return () => {
        end.abort();
        panel.close();
    };
}

/** Address of live traces of some channels. */
export function wavesOf(channels) {
    return to(["waves"], {channels: channels.slice(0, MOST_CHANNELS).join(",")});
}

/** Address of some traces around a time. */
export function wavesAt(channels, atMs, spanMs) {
    return to(["waves"], {channels: channels.join(","), from: Math.floor(atMs - spanMs / 2), until: Math.ceil(atMs + spanMs / 2)});
}
