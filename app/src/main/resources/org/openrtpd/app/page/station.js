/* One station: what is wrong, its state of health over a day, its log, session, gaps and traces. */

import {get, getAll, Refused, repeat} from "./api.js";
import {whyNot} from "./channel-view.js";
import * as clock from "./clock.js";
import {factsOf, section} from "./describe.js";
import {el, facts, setState, setText, table} from "./dom.js";
import {age, dateTime, duration, percent, preciseTime, quantity, whole} from "./format.js";
import {HistoryPlot} from "./history-plot.js";
import {attachKeys} from "./panel-keys.js";
import {to} from "./route.js";
import {ageOf} from "./station-row.js";
import {TracePanel} from "./trace-panel.js";
import {onColours} from "./theme.js";
import {wavesAt, wavesOf} from "./waves.js";

const ROW_MS = 2000;
const REST_MS = 15_000;
const DAY_MS = 86_400_000;
const TRACE_SPAN_MS = 120_000;
const MOST_TRACES = 6;
const LOG_LINES = 200;
const GAPS = 100;

class StationPage {
    #unit;
    #mark = el("span", {class: "mark large", role: "img"});
    #title = el("span", {});
    #id = el("span", {class: "channel-name"});
    #reasons = el("ul", {class: "reasons"});
    #facts = el("div", {});
    #session = el("div", {});
    #plots = el("div", {class: "plots"}, el("p", {class: "empty"}, "Reading the state of health…"));
    #plotOf = new Map();
    #log = el("div", {class: "log", tabindex: 0, role: "log", "aria-label": "Log of the recorder"});
    #gaps = el("div", {});
    #channels = el("div", {});
    #empty = el("p", {class: "empty"}, "Asking RTPD for this station…");
    #body;
    #warnings = el("input", {type: "checkbox", onchange: () => this.#drawLog()});
    #lines = [];
    #panel = null;
    #links = el("p", {class: "links"});

    constructor(frame, unit) {
        this.#unit = unit;
        const block = (name, title, ...content) => {
            const made = section(title, ...content);
            made.classList.add(`b-${name}`);
            return made;
        };
        this.tracesBlock = block("traces", "Traces", this.#links);
        this.#body = el("div", {class: "blocks station-blocks"}, this.tracesBlock,
            el("div", {class: "side"}, block("session", "Session", this.#session), block("now", "Now", this.#facts)),
            block("health", "State of health, last 24 h", this.#plots),
            block("logs", "Log", el("label", {class: "check"}, this.#warnings, " only warnings"), this.#log),
            block("gaps", "Gaps", this.#gaps), block("channels", "Channels", this.#channels));
        this.#body.hidden = true;
        frame.append(
            el("div", {class: "tools"}, el("a", {href: "#/stations", class: "back"}, "‹ Stations"),
                el("h1", {}, this.#mark, " ", this.#title, " ", this.#id)),
            this.#reasons, this.#empty, this.#body);
    }

    async refresh(signal) {
        try {
            const row = await get(`units/${encodeURIComponent(this.#unit)}`, {}, signal);
            this.#empty.hidden = true;
            this.#body.hidden = false;
            this.#show(row);
        } catch (problem) {
            if (!signal.aborted) {
                this.#empty.hidden = false;
                setText(this.#empty, problem instanceof Refused && problem.status === 404
                    ? "RTPD has not heard of a unit of this name." : whyNot(problem));
            }
            throw problem;
        }
    }

    #show(row) {
        setState(this.#mark, row.state);
        setText(this.#title, row.name);
        setText(this.#id, row.name === row.unit ? "" : row.unit);
        document.title = `${row.name} · OpenRTPD`;
        this.#reasons.replaceChildren(...(row.reasons ?? []).map((reason) => el("li", {}, reason)));
        this.#reasons.dataset.state = row.state;
        this.#facts.replaceChildren(facts([
            ["Last packet", `${age(ageOf(row))} ago`],
            ["Latency", duration(row.latencySeconds)],
            ["Packets", `${quantity(row.packetsPerSecond, 2, "1/s")}, ${whole(row.packets)} in all`],
            ["Complete today", percent(row.completenessTodayPercent)],
            ["GPS", row.gpsLock === null ? "–" : `${row.gpsLock}${row.lockAgeSeconds === null ? "" : `, last lock ${duration(row.lockAgeSeconds)} ago`}`],
            ["Clock", `${row.clockSource ?? "–"}, quality ${quantity(row.clockQualityPercent, 0, "%")}`],
            ["Supply", quantity(row.supplyVolts, 1, "V")],
            ["Backup battery", quantity(row.backupVolts, 1, "V")],
            ["Temperature", quantity(row.temperatureCelsius, 1, "°C")],
            ["Place", row.latitude === null ? "–" : `${quantity(row.latitude, 4, "°")}, ${quantity(row.longitude, 4, "°")}, ${quantity(row.altitudeMetres, 0, "m")}`],
            ...(row.massPositions ?? []).map((mass) => [`Mass position ${mass.channelNumber}`, mass.volts === null ? `${whole(mass.counts)} counts` : quantity(mass.volts, 2, "V")]),
            ...(row.texts ?? []).map((text) => [text.topic, text.text]),
        ]));
        this.#showChannels(row.channelList ?? []);
    }

    #showChannels(list) {
        const fast = list.filter((channel) => channel.rate === null || channel.rate >= 1).map((channel) => channel.channel);
        if (this.#panel === null && fast.length > 0) {
            const live = el("button", {type: "button", class: "small", hidden: true, title: "Space",
                onclick: () => this.#panel.goTo(null, TRACE_SPAN_MS)}, "Go live");
            this.#panel = new TracePanel({spanMs: TRACE_SPAN_MS, untilMs: null, removable: false,
                changed: (panel) => {
                    live.hidden = panel.live;
                }});
            attachKeys(this.#panel.element, this.#panel);
            this.tracesBlock.append(this.#panel.element);
            this.#panel.channels = fast.slice(0, MOST_TRACES);
            this.#links.replaceChildren(live, el("a", {href: wavesOf(fast)}, "All its traces"), " · ",
                el("a", {href: to(["drum"], {channel: fast[0]})}, "Drum"), " · ",
                el("a", {href: to(["spectrogram"], {channel: fast[0]})}, "Spectrogram"));
        }
        const text = JSON.stringify(list.map((channel) => [channel.channel, channel.name, channel.rate, channel.completenessTodayPercent]));
        if (this.#channels.dataset.shown !== text) {
            this.#channels.dataset.shown = text;
            this.#channels.replaceChildren(table("Channels", [
                {label: "Channel", of: (channel) => el("a", {href: wavesOf([channel.channel])}, channel.name || channel.channel)},
                {label: "Id", of: (channel) => channel.channel},
                {label: "Rate", number: true, of: (channel) => quantity(channel.rate, channel.rate < 1 ? 1 : 0, "Hz")},
                {label: "Complete today", number: true, of: (channel) => percent(channel.completenessTodayPercent)},
                {label: "", of: (channel) => el("span", {}, el("a", {href: to(["drum"], {channel: channel.channel})}, "drum"), " ",
                    el("a", {href: to(["spectrogram"], {channel: channel.channel})}, "spectrogram"))},
            ], list, "No channel has sent data yet."));
        }
    }

    async refreshRest(signal) {
        const path = `units/${encodeURIComponent(this.#unit)}`;
        const [soh, log, gaps, sessions] = await Promise.allSettled([
            get(`${path}/soh`, {}, signal), get(`${path}/log`, {limit: LOG_LINES}, signal),
            get(`${path}/gaps`, {limit: GAPS}, signal), getAll("sessions", "sessions", {unit: this.#unit}, signal)]);
        if (soh.value) {
            this.#showPlots(soh.value.series);
        }
        if (log.value) {
            this.#lines = log.value.lines;
            this.#drawLog();
        }
        if (gaps.value) {
            this.#showGaps(gaps.value);
        }
        const mine = (sessions.value?.sessions ?? []).filter((session) => session.unit === this.#unit);
        this.#session.replaceChildren(...mine.length > 0 ? mine.map((session) => factsOf({...session,
            roundTripMilliseconds: session.roundTripMilliseconds ?? "not known yet: only a full window tells"}, ["unit"]))
            : [el("p", {class: "empty"}, sessions.value ? "Not attached now." : "Session facts could not be read.")]);
    }

    #showPlots(series) {
        const until = clock.now();
        if (series.length === 0) {
            this.#plots.replaceChildren(el("p", {class: "empty"}, "The recorder has not told its state of health yet."));
            return;
        }
        const from = Math.max(until - DAY_MS, Math.min(until - 3_600_000, ...series.map((one) => one.timesMs[0] ?? until)));
        for (const one of series) {
            if (!this.#plotOf.has(one.key)) {
                if (this.#plotOf.size === 0) {
                    this.#plots.replaceChildren();
                }
                const plot = new HistoryPlot(one.label ?? one.key);
                this.#plotOf.set(one.key, plot);
                this.#plots.append(plot.element);
            }
            this.#plotOf.get(one.key).show(one, from, until);
        }
    }

    #drawLog() {
        const lines = this.#warnings.checked ? this.#lines.filter((line) => line.warning) : this.#lines;
        this.#log.replaceChildren(...lines.length === 0 ? [el("p", {class: "empty"}, "No line in the log yet.")]
            : lines.map((line) => el("p", {class: line.warning ? "line warning" : "line"},
                el("time", {}, dateTime(line.atMs).replace(" UTC", "")), el("span", {class: "topic"}, line.warning ? `▲ ${line.topic}` : line.topic),
                el("span", {class: "text"}, line.text))));
    }

    #showGaps(answer) {
        this.#gaps.replaceChildren(
            (answer.days ?? []).length > 0 ? el("p", {class: "days"}, answer.days.slice(0, 24).map((one) =>
                el("span", {}, `${one.channel} ${one.day} ${percent(one.percent)}`))) : "",
            table("Gaps", [
                {label: "Channel", of: (gap) => el("a", {href: wavesAt([gap.channel], (gap.fromMs + gap.untilMs) / 2,
                    Math.min(86_400_000, Math.max(20_000, (gap.untilMs - gap.fromMs) * 3)))}, gap.name || gap.channel)},
                {label: "Kind", of: (gap) => gap.open ? `${gap.kind}, still open` : gap.kind},
                {label: "From (UTC)", of: (gap) => dateTime(gap.fromMs).replace(" UTC", "")},
                {label: "Until (UTC)", of: (gap) => preciseTime(gap.untilMs)},
                {label: "Length", number: true, of: (gap) => duration(gap.seconds)},
                {label: "Samples", number: true, of: (gap) => whole(gap.samples)},
                {label: "Cause", of: (gap) => gap.cause ?? "not known"},
            ], answer.gaps, "No gap, overlap or step of the clock is known."));
    }

    redraw() {
        this.#plotOf.forEach((plot) => plot.draw());
    }

    close() {
        this.#panel?.close();
    }
}

/** Opens a station's page; gives a function that closes it. */
export function openStation(frame, path) {
    const page = new StationPage(frame, (path[0] ?? "").toUpperCase());
    const stopRow = repeat((signal) => page.refresh(signal), ROW_MS);
    const stopRest = repeat((signal) => page.refreshRest(signal), REST_MS);
    const stopColours = onColours(() => page.redraw());
    const sizes = new ResizeObserver(() => page.redraw());
    sizes.observe(frame);
    return () => {
        stopRow();
        stopRest();
        stopColours();
        sizes.disconnect();
        page.close();
    };
}
