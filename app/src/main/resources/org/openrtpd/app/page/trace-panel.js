/*
 * Traces of some channels over one time axis: live they scroll with the server's clock, paused they
 * show any span of the journal. Drawn only when something moved by a pixel.
 */

import {get, Refused} from "./api.js";
import * as clock from "./clock.js";
import {el, setText} from "./dom.js";
import {dateTime, duration, preciseTime, span} from "./format.js";
import {Lane} from "./lane.js";
import {LiveStream} from "./live-stream.js";
import {attachGestures} from "./gestures.js";
import {contextOf, onColours, wantsCalm} from "./theme.js";
import {paintTimeAxis} from "./trace-paint.js";

const LEAST_SPAN_MS = 100;
const MOST_SPAN_MS = 48 * 3_600_000;
const FETCH_DELAY_MS = 150;
const MOST_POINTS = 4000;
const CALM_FRAME_MS = 1000;
const FRESH_MS = 4000;

export class TracePanel {
    #lanes = new Map();
    #stream = null;
    #end = new AbortController();
    #fetching = new AbortController();
    #fetchTimer = 0;
    #listenTimer = 0;
    #dirty = true;
    #drawnFrom = NaN;
    #drawnAt = 0;
    #frames = 0;
    #untilMs = null;
    #cursorMs = null;
    #scale = {mode: "each", reach: 1000};
    #axis = el("canvas", {class: "time-axis", "aria-hidden": "true"});
    #lanesBox = el("div", {class: "lanes"});
    #told = el("p", {class: "panel-told", role: "status"});
    #listener;

    /**
     * @param options spanMs, untilMs (null: live), removable, and `changed(panel)`, called when the
     *     reader moved in time, took a trace away or changed the gain
     */
    constructor(options) {
        this.spanMs = options.spanMs;
        this.#untilMs = options.untilMs;
        this.#listener = options;
        this.element = el("section", {class: "panel", "aria-label": "Traces", tabindex: 0},
            this.#lanesBox, this.#axis, this.#told);
        attachGestures(this.#lanesBox, this, this.#end.signal);
        new ResizeObserver(() => this.touch()).observe(this.#lanesBox);
        this.stopColours = onColours(() => this.touch());
        this.#loop();
    }

    get live() {
        return this.#untilMs === null;
    }

    get untilMs() {
        return this.#untilMs ?? clock.now();
    }

    get fromMs() {
        return this.untilMs - this.spanMs;
    }

    get channels() {
        return [...this.#lanes.keys()];
    }

    get scale() {
        return this.#scale;
    }

    /** How traces are scaled: {mode: each|common|fixed, reach: counts, for fixed}. */
    set scale(scale) {
        this.#scale = scale;
        this.touch();
    }

    set channels(channels) {
        const before = this.channels.join();
        for (const channel of this.channels) {
            if (!channels.includes(channel)) {
                this.#lanes.get(channel).element.remove();
                this.#lanes.delete(channel);
            }
        }
        const ordered = new Map();
        for (const channel of channels) {
            const lane = this.#lanes.get(channel) ?? new Lane(channel, {
                changed: () => this.touch(),
                remove: this.#listener.removable ? (name) => this.#remove(name) : undefined,
            });
            ordered.set(channel, lane);
            this.#lanesBox.append(lane.element);
        }
        this.#lanes = ordered;
        this.#lanesBox.dataset.count = channels.length;
        if (before !== channels.join()) {
            this.#listen();
        }
    }

    #remove(channel) {
        this.channels = this.channels.filter((other) => other !== channel);
        this.#listener.changed(this);
    }

    /** The nearest span that can be shown. */
    within(spanMs) {
        return Math.min(MOST_SPAN_MS, Math.max(LEAST_SPAN_MS, spanMs));
    }

    /** Shows a span that ends then; null goes with the clock. */
    goTo(untilMs, spanMs) {
        const wasLive = this.live;
        const now = clock.now();
        this.spanMs = this.within(spanMs);
        this.#untilMs = untilMs === null || untilMs >= now + 500 ? null : untilMs;
        if (this.live !== wasLive || this.live) {
            clearTimeout(this.#listenTimer);
            this.#listenTimer = setTimeout(() => this.#listen(), FETCH_DELAY_MS);
        } else {
            this.#fetchSoon();
        }
        this.touch();
        this.#listener.changed(this);
    }

    pauseOrGoOn() {
        this.goTo(this.live ? clock.now() : null, this.spanMs);
    }

    /** Moves by a part of what is shown; negative is back. */
    move(part) {
        this.goTo(this.untilMs + part * this.spanMs, this.spanMs);
    }

    /** Shows so many times as much, and what is at `place` (0 left to 1 right) stays there. */
    zoom(factor, place) {
        const spanMs = this.within(this.spanMs * factor);
        const fixed = this.fromMs + place * this.spanMs;
        // Live stays live: only the past end moves.
        this.goTo(this.live ? null : fixed + (1 - place) * spanMs, spanMs);
    }

    gain(direction) {
        this.#lanes.forEach((lane) => lane.turn(direction, {changed: () => this.touch()}));
    }

    resetGain() {
        this.#lanes.forEach((lane) => {
            lane.gain = 1;
        });
        this.touch();
    }

    set cursor(place) {
        this.#cursorMs = place === null ? null : this.fromMs + place * this.spanMs;
        this.touch();
    }

    touch() {
        this.#dirty = true;
    }

    #width() {
        return this.#lanes.size === 0 ? 0 : this.#lanes.values().next().value.canvas.clientWidth;
    }

    /** Hears what is live from now on, if live is shown, and asks for what was before. */
    #listen() {
        this.#stream?.close();
        this.#stream = null;
        if (this.live && this.#lanes.size > 0) {
            const perSecond = (this.#width() || 1000) / this.spanMs * 1000;
            this.#stream = new LiveStream(this.channels, Math.min(20, Math.max(1, Math.ceil(perSecond * 2))), {
                hello: (hello) => this.#hello(hello),
                data: (part) => this.#hear(part),
                tear: (tear) => this.#lane(tear.channel, (lane) => lane.data.addTear(tear)),
                trigger: (trigger) => this.#trigger(trigger),
                missed: () => this.#fetchSoon(),
            });
        }
        this.#fetchSoon();
    }

    #hello(hello) {
        for (const channel of hello.channels) {
            this.#lane(channel.channel, (lane) => lane.describe(channel.name, channel.rate));
        }
    }

    #lane(channel, act) {
        const lane = this.#lanes.get(channel);
        if (lane) {
            act(lane);
            this.touch();
        }
    }

    #hear(part) {
        this.#lane(part.channel, (lane) => {
            if (part.kind === "samples") {
                lane.data.addSamples(part.startMs, part.stepMs, part.values);
            } else {
                lane.data.addBins(part.startMs, part.stepMs, part.min, part.max);
            }
            lane.data.markLive();
            lane.canvas.dataset.bins = Number(lane.canvas.dataset.bins) + (part.values ?? part.min).length;
            lane.data.forgetBefore(clock.now() - this.spanMs * 1.2 - 60_000);
        });
    }

    /** What triggers one stream of a recorder moves the ground of all. */
    #trigger(trigger) {
        for (const [channel, lane] of this.#lanes) {
            if (channel.startsWith(`${trigger.unit}.`)) {
                lane.data.addTrigger(trigger);
            }
        }
        this.touch();
    }

    #fetchSoon() {
        this.#fetching.abort();
        this.#fetching = new AbortController();
        clearTimeout(this.#fetchTimer);
        const signal = this.#fetching.signal;
        this.#fetchTimer = setTimeout(() => this.#fetchAll(signal), FETCH_DELAY_MS);
    }

    async #fetchAll(signal) {
        if (this.#lanes.size === 0) {
            setText(this.#told, "");
            return;
        }
        const until = this.untilMs;
        const from = until - this.spanMs;
        const points = Math.min(MOST_POINTS, Math.max(200, Math.ceil(this.#width() * Math.min(devicePixelRatio || 1, 2))));
        const cut = [];
        setText(this.#told, "Reading…");
        for (const [channel, lane] of [...this.#lanes]) {
            try {
                const waveform = await get("waveform", {channel, from: Math.floor(from), until: Math.ceil(until), points}, signal);
                lane.describe(waveform.name, waveform.rate);
                lane.data.replace(waveform, this.live ? until - FRESH_MS * 10 : Infinity);
                if (waveform.complete === false) {
                    cut.push(`${waveform.name || channel} only until ${dateTime(waveform.readUntilMs)}`);
                }
            } catch (problem) {
                if (signal.aborted) {
                    return;
                }
                cut.push(problem instanceof Refused ? problem.message : `${channel} could not be read`);
            }
            this.touch();
        }
        setText(this.#told, cut.length === 0 ? "" : `Not all is shown: ${cut.join("; ")}`);
        this.element.dataset.fetched = Number(this.element.dataset.fetched ?? 0) + 1;
    }

    #loop() {
        if (this.#end.signal.aborted) {
            return;
        }
        requestAnimationFrame(() => this.#loop());
        const width = this.#width();
        const now = performance.now();
        if (width === 0 || document.hidden || (wantsCalm() && now - this.#drawnAt < CALM_FRAME_MS && !this.#cursorMs)) {
            return;
        }
        const msPerPixel = this.spanMs / width;
        const moved = Math.abs(this.fromMs - this.#drawnFrom) >= msPerPixel / Math.min(devicePixelRatio || 1, 2);
        if (this.#dirty || moved) {
            this.#dirty = false;
            this.#drawnAt = now;
            this.#draw(this.fromMs, msPerPixel, width);
        }
    }

    #draw(fromMs, msPerPixel, width) {
        this.#drawnFrom = fromMs;
        const ratio = Math.min(devicePixelRatio || 1, 2);
        const lanes = [...this.#lanes.values()];
        lanes.forEach((lane) => lane.measure(fromMs, msPerPixel, width, ratio));
        const known = lanes.filter((lane) => lane.extent.known).map((lane) => lane.steadyReach());
        const common = Math.max(1, ...known);
        for (const lane of lanes) {
            const reach = {each: lane.extent.known ? lane.steadyReach() : 1, common, fixed: this.#scale.reach}[this.#scale.mode];
            lane.draw(fromMs, msPerPixel, reach, this.#cursorMs);
        }
        const axis = contextOf(this.#axis);
        if (axis !== null) {
            paintTimeAxis(axis.context, fromMs, msPerPixel, axis.width);
        }
        this.#listener.drawn?.(this, this.#cursorMs === null ? null : preciseTime(this.#cursorMs));
        Object.assign(this.element.dataset, {frames: ++this.#frames, live: this.live});
    }

    /** What is shown, in words. */
    describe() {
        return this.live ? `live, last ${duration(this.spanMs / 1000)}`
            : span(this.fromMs, this.untilMs);
    }

    close() {
        this.#end.abort();
        this.#fetching.abort();
        clearTimeout(this.#fetchTimer);
        clearTimeout(this.#listenTimer);
        this.#stream?.close();
        this.stopColours();
    }
}
