/*
 * What is known of one channel: bins of lowest and highest sample in absolute time, as they came, and
 * what was told beside them. Late packets and history come in any order; drawing merges them.
 */

const MOST_CHUNKS = 20_000;
const MOST_TEARS = 1000;

function numbers(list) {
    const values = new Float32Array(list.length);
    for (let i = 0; i < list.length; i++) {
        values[i] = list[i] === null ? NaN : list[i];
    }
    return values;
}

function sameTear(a, b) {
    return a.kind === b.kind && Math.abs(a.fromMs - b.fromMs) < 1;
}

export class TraceData {
    #chunks = [];
    tears = [];
    triggers = [];
    lastMs = NaN;
    rate = null;

    /** Bins i from startMs + i * stepMs on; null where nothing is known. */
    addBins(startMs, stepMs, min, max) {
        this.#add({startMs, stepMs, min: numbers(min), max: numbers(max)});
    }

    addSamples(startMs, stepMs, values) {
        const samples = numbers(values);
        this.#add({startMs, stepMs, min: samples, max: samples});
    }

    #add(chunk) {
        if (chunk.min.length === 0 || !(chunk.stepMs > 0)) {
            return;
        }
        this.#chunks.push(chunk);
        if (this.#chunks.length > MOST_CHUNKS) {
            this.#chunks.shift();
        }
        for (let i = chunk.min.length - 1; i >= 0; i--) {
            if (chunk.min[i] === chunk.min[i]) {
                const end = chunk.startMs + (i + 1) * chunk.stepMs;
                this.lastMs = end > this.lastMs ? end : this.lastMs || end;
                return;
            }
        }
    }

    addTear(tear) {
        if (!this.tears.some((known) => sameTear(known, tear))) {
            this.tears.push(tear);
            if (this.tears.length > MOST_TEARS) {
                this.tears.shift();
            }
        }
    }

    addTrigger(trigger) {
        if (!this.triggers.some((known) => known.atMs === trigger.atMs && known.event === trigger.event)) {
            this.triggers.push(trigger);
            if (this.triggers.length > MOST_TEARS) {
                this.triggers.shift();
            }
        }
    }

    /** Puts an answer of /waveform in place of all that is older than what came live since `asked`. */
    replace(waveform, keepFromMs) {
        this.#chunks = this.#chunks.filter((chunk) => chunk.live && chunk.startMs >= keepFromMs);
        this.tears = [];
        this.triggers = [];
        this.lastMs = NaN;
        this.rate = waveform.rate ?? this.rate;
        const live = this.#chunks;
        this.#chunks = [];
        if (waveform.kind === "samples") {
            for (const segment of waveform.segments) {
                this.addSamples(segment.startMs, waveform.stepMs, segment.values);
            }
        } else {
            this.addBins(waveform.fromMs, waveform.stepMs, waveform.min, waveform.max);
        }
        live.forEach((chunk) => this.#add(chunk));
        waveform.tears.forEach((tear) => this.addTear(tear));
        waveform.triggers.forEach((trigger) => this.addTrigger(trigger));
    }

    /** Marks what was added last as heard live, so that history which is asked for later keeps it. */
    markLive() {
        const last = this.#chunks[this.#chunks.length - 1];
        if (last) {
            last.live = true;
        }
    }

    forgetBefore(ms) {
        if (this.#chunks.length > 0 && this.#chunks[0].startMs < ms) {
            this.#chunks = this.#chunks.filter((chunk) => chunk.startMs + chunk.min.length * chunk.stepMs >= ms);
            this.tears = this.tears.filter((tear) => tear.untilMs >= ms);
            this.triggers = this.triggers.filter((trigger) => trigger.atMs >= ms);
        }
    }

    /**
     * Lowest and highest value by column of the screen.
     * @returns columns with min, max (NaN without data) and step (ms between the values that are in it)
     */
    columns(fromMs, columnMs, count) {
        const min = new Float32Array(count).fill(NaN);
        const max = new Float32Array(count).fill(NaN);
        const step = new Float32Array(count);
        const untilMs = fromMs + count * columnMs;
        for (const chunk of this.#chunks) {
            const length = chunk.min.length;
            if (chunk.startMs >= untilMs || chunk.startMs + length * chunk.stepMs <= fromMs) {
                continue;
            }
            let i = Math.max(0, Math.ceil((fromMs - chunk.startMs) / chunk.stepMs));
            for (; i < length; i++) {
                const column = Math.floor((chunk.startMs + i * chunk.stepMs - fromMs) / columnMs);
                if (column >= count) {
                    break;
                }
                const low = chunk.min[i];
                if (low !== low) {
                    continue;
                }
                min[column] = low < min[column] || min[column] !== min[column] ? low : min[column];
                const high = chunk.max[i];
                max[column] = high > max[column] || max[column] !== max[column] ? high : max[column];
                step[column] = Math.max(step[column], chunk.stepMs);
            }
        }
        return {min, max, step, columnMs, fromMs, count};
    }
}

/** Middle of columns and how far they go from it; `known` is false without data. */
export function extent(columns) {
    let low = Infinity;
    let high = -Infinity;
    let sum = 0;
    let known = 0;
    for (let i = 0; i < columns.count; i++) {
        const min = columns.min[i];
        if (min === min) {
            low = Math.min(low, min);
            high = Math.max(high, columns.max[i]);
            sum += (min + columns.max[i]) / 2;
            known++;
        }
    }
    if (known === 0) {
        return {known: false, middle: 0, reach: 1};
    }
    const middle = sum / known;
    return {known: true, middle, reach: Math.max(high - middle, middle - low, 1), low, high};
}
