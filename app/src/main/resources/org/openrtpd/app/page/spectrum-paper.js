/* The picture of a spectrogram, with its axes and what its colours mean. */

import {RAMP} from "./colour-map.js";
import {el} from "./dom.js";
import {dateTime, niceStep, quantity} from "./format.js";
import {colour, contextOf} from "./theme.js";
import {paintTimeAxis} from "./trace-paint.js";

const LEFT = 48;
const RIGHT = 64;
/** How much of a paper's width has no picture. */
export const MARGIN = LEFT + RIGHT;
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

function evenTicks(most, room) {
    const step = niceStep(most, room);
    return Array.from({length: Math.floor(most * 1.001 / step) + 1}, (_, i) => i * step);
}

/** 1, 2 and 5 of each decade. */
function decadeTicks(least, most) {
    const ticks = [];
    for (let power = 10 ** Math.floor(Math.log10(least)); power <= most; power *= 10) {
        ticks.push(...[1, 2, 5].map((digit) => digit * power));
    }
    return ticks.filter((hertz) => hertz >= least * 0.999 && hertz <= most * 1.001);
}

export class SpectrumPaper {
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
        Object.assign(this.canvas.dataset, {known, columns: columns.length, lowest: this.#answer.minHertz});
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

    /** Frequency at a height: 0 below, 1 above. */
    #hertzAt(up) {
        const {minHertz, maxHertz} = this.#answer;
        return minHertz > 0 ? minHertz * (maxHertz / minHertz) ** up : up * maxHertz;
    }

    #upOf(hertz) {
        const {minHertz, maxHertz} = this.#answer;
        return minHertz > 0 ? Math.log(hertz / minHertz) / Math.log(maxHertz / minHertz) : hertz / maxHertz;
    }

    #frequencies(context, high) {
        const {minHertz, maxHertz} = this.#answer;
        context.fillStyle = colour("dim");
        context.strokeStyle = colour("line");
        context.textAlign = "right";
        context.textBaseline = "middle";
        context.beginPath();
        const ticks = minHertz > 0 ? decadeTicks(minHertz, maxHertz) : evenTicks(maxHertz, high / 44);
        ticks.forEach((hertz, i) => {
            const y = TOP + high * (1 - this.#upOf(hertz));
            context.moveTo(LEFT - 4, y);
            context.lineTo(LEFT, y);
            context.fillText(`${Number(hertz.toPrecision(4))}${i === 0 ? " Hz" : ""}`, LEFT - 7, y);
        });
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

    /** Where a place is in the picture: {across, up}, each 0 to 1; null beside it. */
    #placeAt(x, y) {
        const across = (x - LEFT) / (this.canvas.clientWidth - LEFT - RIGHT);
        const up = 1 - (y - TOP) / (this.canvas.clientHeight - TOP - BOTTOM);
        const inside = this.#answer !== null && across >= 0 && across < 1 && up > 0 && up <= 1;
        return inside ? {across, up} : null;
    }

    /** The time at a place, or NaN beside the picture. */
    timeAt(x, y) {
        const {fromMs, untilMs} = this.#answer ?? {};
        const place = this.#placeAt(x, y);
        return place === null ? NaN : fromMs + place.across * (untilMs - fromMs);
    }

    /** Time and frequency at a place, in words. */
    wordsAt(x, y) {
        const answer = this.#answer;
        const place = this.#placeAt(x, y);
        if (place === null) {
            return "";
        }
        const {across, up} = place;
        const level = this.#columns[Math.floor(across * this.#columns.length)]?.[Math.min(answer.rows - 1, Math.floor(up * answer.rows))] ?? 0;
        const power = level === 0 ? "no data" : quantity(this.#decibels(level), 1, "dB");
        return `${dateTime(this.timeAt(x, y))} · `
            + `${quantity(this.#hertzAt(up), 2, "Hz")} · ${power}`;
    }
}
