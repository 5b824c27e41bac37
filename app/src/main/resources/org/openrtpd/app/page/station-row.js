/* One row of the station table: its cells, made once and filled with one station after another. */

import * as clock from "./clock.js";
import {el, setState, setText} from "./dom.js";
import {age, duration, percent, quantity, roughly} from "./format.js";
import {to} from "./route.js";
import {drawSparkline} from "./sparkline.js";

export const COLUMNS = [
    ["state", ""], ["station", "Station"], ["unit", "Unit"], ["last", "Last packet"], ["latency", "Latency"],
    ["rate", "Packets/s"], ["complete", "Complete"], ["gps", "GPS lock"], ["volts", "Supply"],
    ["temperature", "Temp."], ["spark", "Packets, last hour"], ["reason", "Why"],
];

/** Seconds since a station's last packet, by the server's clock. */
export function ageOf(row) {
    return row.lastPacketMs === null ? row.ageSeconds : Math.max(0, (clock.now() - row.lastPacketMs) / 1000);
}

function gps(row) {
    if (row.gpsLock === null || row.gpsLock === undefined) {
        return "–";
    }
    const ago = row.lockAgeSeconds === null ? "" : ` ${roughly(row.lockAgeSeconds)}`;
    return row.gpsLock === "locked" ? "locked" : `unlocked${ago}`;
}

export class StationRow {
    #row = null;
    #index = -1;
    #spark = "";
    #cells = {};
    #mark = el("span", {class: "mark", role: "img"});
    #link = el("a", {});
    #canvas = el("canvas", {class: "sparkline", "aria-hidden": "true"});

    constructor() {
        const cells = COLUMNS.map(([name]) => {
            this.#cells[name] = el("div", {role: "cell", class: `c-${name}`});
            return this.#cells[name];
        });
        this.#cells.state.append(this.#mark);
        this.#cells.station.append(this.#link);
        this.#cells.spark.append(this.#canvas);
        this.element = el("div", {role: "row", class: "row"}, cells);
    }

    get index() {
        return this.#index;
    }

    focus() {
        this.#link.focus({preventScroll: true});
    }

    /** Shows a station at a place of the table; only what is other than before is touched. */
    show(row, index, rowHeight) {
        if (index !== this.#index) {
            this.#index = index;
            this.element.style.transform = `translateY(${index * rowHeight}px)`;
            this.element.setAttribute("aria-rowindex", index + 2);
            this.element.classList.toggle("odd", index % 2 === 1);
        }
        if (row !== this.#row) {
            this.#row = row;
            this.#fill(row);
        }
        this.tick();
    }

    #fill(row) {
        const cells = this.#cells;
        setState(this.#mark, row.state);
        this.element.dataset.unit = row.unit;
        this.element.dataset.state = row.state;
        setText(this.#link, row.name);
        this.#link.setAttribute("href", to(["station", row.unit]));
        setText(cells.unit, row.unit);
        setText(cells.latency, duration(row.latencySeconds));
        setText(cells.rate, quantity(row.packetsPerSecond, 2, ""));
        setText(cells.complete, percent(row.completenessTodayPercent));
        setText(cells.gps, gps(row));
        // Recorders switch GPS off between fixes: unlocked is no trouble before the limit says so.
        cells.gps.classList.toggle("bad", (row.reasons ?? []).some((reason) => reason.startsWith("no GPS lock")));
        setText(cells.volts, quantity(row.supplyVolts, 1, "V"));
        setText(cells.temperature, quantity(row.temperatureCelsius, 0, "°C"));
        const reasons = row.reasons ?? [];
        setText(cells.reason, reasons.join(" · "));
        cells.reason.title = reasons.join("\n");
        const spark = (row.sparkMinutes ?? []).join();
        if (spark !== this.#spark) {
            this.#spark = spark;
            this.redraw();
        }
    }

    redraw() {
        if (this.#row !== null) {
            drawSparkline(this.#canvas, this.#row.sparkMinutes);
        }
    }

    /** Lets the age go on. */
    tick() {
        setText(this.#cells.last, age(ageOf(this.#row)));
    }
}
