/*
 * The station table, sorted by trouble. RTPD tells rows that changed; of thousands only those that can
 * be seen are elements, so that the table stays fluid.
 */

import {getAll, repeat} from "./api.js";
import {el, setText, stateMark} from "./dom.js";
import {duration, whole} from "./format.js";
import {keep} from "./route.js";
import {COLUMNS, StationRow} from "./station-row.js";
import {onColours} from "./theme.js";

const POLL_MS = 2000;
const TICK_MS = 1000;
const SPARE_ROWS = 6;
const STATES = ["red", "amber", "green"];

function byTrouble(a, b) {
    return b.severity - a.severity || compare(a.name, b.name) || compare(a.unit, b.unit);
}

function compare(a, b) {
    return a < b ? -1 : a > b ? 1 : 0;
}

/** The rows by unit, kept up to date by what changed since the last answer. */
class StationList {
    #units = new Map();
    #version = null;
    counts = {};
    reading = "live";

    async refresh(signal) {
        const answer = await getAll("units", "units", {since: this.#version}, signal);
        if (answer.all !== false) {
            this.#units.clear();
        }
        for (const row of answer.units) {
            this.#units.set(row.unit, row);
        }
        this.#version = answer.version;
        this.counts = answer.state ?? {};
        this.reading = answer.reading;
        this.uncounted = answer.uncounted ?? 0;
        this.behindSeconds = answer.behindSeconds ?? 0;
        return answer.units.length > 0 || answer.all !== false;
    }

    get size() {
        return this.#units.size;
    }

    select(text, state) {
        const wanted = text.trim().toLowerCase();
        const chosen = [];
        for (const row of this.#units.values()) {
            if ((state === "" || row.state === state) && (wanted === ""
                    || row.name.toLowerCase().includes(wanted) || row.unit.toLowerCase().includes(wanted))) {
                chosen.push(row);
            }
        }
        return chosen.sort(byTrouble);
    }
}

class StationTable {
    #rows = [];
    #pool = [];
    #narrow = matchMedia("(max-width: 760px)");
    #body = el("div", {class: "rows", role: "rowgroup"});
    #frame = el("div", {class: "table-frame"});

    constructor(signal) {
        const head = el("div", {role: "row", class: "row head", "aria-rowindex": 1}, COLUMNS.map(
            ([name, label]) => el("div", {role: "columnheader", class: `c-${name}`},
                label === "" ? el("span", {class: "hidden"}, "State") : label)));
        this.element = el("div", {class: "stations-table", role: "table",
            "aria-label": "Stations, sorted by trouble"}, el("div", {role: "rowgroup"}, head), this.#frame);
        this.#frame.append(this.#body);
        this.#frame.addEventListener("scroll", () => this.draw(), {passive: true, signal});
        this.#frame.addEventListener("keydown", (event) => this.#move(event), {signal});
        new ResizeObserver(() => this.draw()).observe(this.#frame);
    }

    get #rowHeight() {
        return this.#narrow.matches ? 62 : 32;
    }

    set rows(rows) {
        this.#rows = rows;
        this.#body.style.height = `${rows.length * this.#rowHeight}px`;
        this.element.setAttribute("aria-rowcount", rows.length + 1);
        this.draw();
    }

    /** Fills the rows that can be seen. The row of a place in the pool is always the same element. */
    draw() {
        const height = this.#rowHeight;
        const room = Math.ceil(this.#frame.clientHeight / height) + SPARE_ROWS;
        while (this.#pool.length < Math.min(room, this.#rows.length)) {
            const row = new StationRow();
            this.#pool.push(row);
            this.#body.append(row.element);
        }
        while (this.#pool.length > Math.min(room, this.#rows.length)) {
            this.#pool.pop().element.remove();
        }
        const pool = this.#pool.length;
        if (pool === 0) {
            return;
        }
        const first = Math.max(0, Math.min(this.#rows.length - pool,
            Math.floor(this.#frame.scrollTop / height) - SPARE_ROWS / 2));
        for (let index = first; index < first + pool; index++) {
            this.#pool[index % pool].show(this.#rows[index], index, height);
        }
    }

    tick() {
        this.#pool.forEach((row) => row.tick());
    }

    redraw() {
        this.#pool.forEach((row) => row.redraw());
    }

    #move(event) {
        const step = {ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity}[event.key];
        const from = this.#pool.find((row) => row.element.contains(document.activeElement));
        if (step === undefined || from === undefined) {
            return;
        }
        event.preventDefault();
        const index = Math.max(0, Math.min(this.#rows.length - 1, from.index + step));
        const top = index * this.#rowHeight;
        const frame = this.#frame;
        if (top < frame.scrollTop) {
            frame.scrollTop = top;
        } else if (top + this.#rowHeight > frame.scrollTop + frame.clientHeight) {
            frame.scrollTop = top + this.#rowHeight - frame.clientHeight;
        }
        this.draw();
        this.#pool.find((row) => row.index === index)?.focus();
    }
}

/** Opens the table; gives a function that closes it. */
export function openStations(frame, path, query) {
    const end = new AbortController();
    const list = new StationList();
    const table = new StationTable(end.signal);
    let text = query.get("q") ?? "";
    let state = STATES.includes(query.get("state")) ? query.get("state") : "";

    const search = el("input", {type: "search", placeholder: "Name or unit", "aria-label": "Search stations",
        value: text, autocomplete: "off", spellcheck: "false", maxlength: 64});
    const numbers = Object.fromEntries(STATES.map((name) => [name, el("b", {}, "–")]));
    const buttons = STATES.map((name) => el("button", {type: "button", class: "chip", "aria-pressed": "false",
        data: {filter: name}, onclick: () => choose(name)}, stateMark(name), numbers[name], ` ${name}`));
    const shown = el("p", {class: "shown", role: "status"});
    const empty = el("p", {class: "empty"}, "Asking RTPD for its stations…");
    frame.append(
        el("div", {class: "tools"}, el("h1", {}, "Stations"),
            el("div", {class: "chips", role: "group", "aria-label": "Only stations that are"}, buttons), search, shown),
        table.element, empty);
    table.element.hidden = true;

    function choose(name) {
        state = state === name ? "" : name;
        draw();
    }

    function draw() {
        keep(["stations"], {q: text, state});
        buttons.forEach((button) => button.setAttribute("aria-pressed", button.dataset.filter === state));
        STATES.forEach((name) => setText(numbers[name], whole(list.counts[name] ?? 0)));
        const rows = list.select(text, state);
        table.element.hidden = rows.length === 0;
        empty.hidden = rows.length > 0;
        setText(empty, list.size === 0
            ? "No recorder has sent anything yet. Point one at RTPD's port 2543, or try rtpd simulate."
            : "No station fits what you look for.");
        table.rows = rows;
        setText(shown, told(rows.length));
        frame.dataset.stations = list.size;
    }

    function told(rows) {
        const parts = [rows === list.size ? `${whole(rows)} stations` : `${whole(rows)} of ${whole(list.size)} stations`];
        if (list.reading === "back") {
            parts.push("numbers still grow: hours before the start are read in");
        }
        if (list.behindSeconds > 10) {
            parts.push(`${duration(list.behindSeconds)} behind the journal`);
        }
        if (list.uncounted > 0) {
            parts.push(`${whole(list.uncounted)} more units are beyond the limit and have no row`);
        }
        return parts.join(" · ");
    }

    search.addEventListener("input", () => {
        text = search.value;
        draw();
    });
    document.addEventListener("keydown", (event) => {
        if (event.key === "/" && !/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement?.tagName)) {
            event.preventDefault();
            search.focus();
        }
    }, {signal: end.signal});
    const stopPolling = repeat(async (signal) => {
        if (await list.refresh(signal)) {
            draw();
        }
    }, POLL_MS);
    const ticking = setInterval(() => table.tick(), TICK_MS);
    const stopColours = onColours(() => table.redraw());
    return () => {
        end.abort();
        stopPolling();
        stopColours();
        clearInterval(ticking);
    };
}
