/* What the page asks RTPD, and whether RTPD answers. It only ever reads. */

import * as clock from "./clock.js";

const PREFIX = "api/v1/";
const PATIENCE_MS = 20_000;
const BUSY_TRIES = 12;

/** RTPD answered, but not with what was asked for. */
export class Refused extends Error {
    constructor(status, text) {
        super(text);
        this.status = status;
    }
}

/** What is known of the way to RTPD; `changed` events tell when it is other. */
export const link = new class extends EventTarget {
    state = "wait";
    since = performance.now();
    lastHeardMs = NaN;
    problem = "";

    heard() {
        this.lastHeardMs = clock.now();
        this.become("live", "");
    }

    lost(problem) {
        this.become("lost", problem);
    }

    become(state, problem) {
        if (state !== this.state || problem !== this.problem) {
            this.since = state === this.state ? this.since : performance.now();
            this.state = state;
            this.problem = problem;
            this.dispatchEvent(new Event("changed"));
        }
    }
}();

function query(parameters) {
    const set = Object.entries(parameters).filter(([, value]) => value !== null && value !== undefined);
    return set.length === 0 ? "" : "?" + new URLSearchParams(set);
}

export function url(path, parameters = {}) {
    return PREFIX + path + query(parameters);
}

/**
 * The answer to a question. Waits and asks again while RTPD says that it is busy (429, 503); throws
 * Refused when it says no, an AbortError when the asker has gone, TypeError when nobody answers.
 */
export async function get(path, parameters = {}, signal = undefined) {
    for (let tries = 1; ; tries++) {
        const answer = await ask(url(path, parameters), signal);
        if (answer.ok) {
            return answer.body;
        }
        const busy = answer.status === 429 || answer.status === 503;
        if (!busy || tries >= BUSY_TRIES) {
            throw new Refused(answer.status, answer.body?.error ?? `RTPD answered ${answer.status}`);
        }
        await pause(1000, signal);
    }
}

async function ask(address, signal) {
    const limit = AbortSignal.timeout(PATIENCE_MS);
    const until = signal && AbortSignal.any ? AbortSignal.any([signal, limit]) : signal ?? limit;
    const begin = performance.now();
    try {
        const response = await fetch(address, {signal: until, headers: {Accept: "application/json"}});
        const end = performance.now();
        const body = await response.json().catch(() => null);
        const served = body?.serverMs ?? Date.parse(response.headers.get("date") ?? "");
        if (Number.isFinite(served) && (body?.serverMs !== undefined || !clock.isSet())) {
            clock.hearServer(served, begin, end);
        }
        if (response.status === 401) {
            link.lost("it asks for a password: load the page again");
        } else {
            link.heard();
        }
        return {ok: response.ok && body !== null, status: response.status, body};
    } catch (problem) {
        if (!signal?.aborted) {
            link.lost(problem.name === "TimeoutError" ? "no answer within 20 s" : "nobody answers");
        }
        throw problem;
    }
}

function pause(ms, signal) {
    return new Promise((resolve, reject) => {
        const timer = setTimeout(resolve, ms);
        signal?.addEventListener("abort", () => {
            clearTimeout(timer);
            reject(signal.reason);
        }, {once: true});
    });
}

/** All of a paged list, page by page. */
export async function getAll(path, name, parameters = {}, signal = undefined) {
    const list = [];
    let first = null;
    do {
        const page = await get(path, {...parameters, offset: list.length, limit: 5000}, signal);
        first ??= page;
        list.push(...page[name]);
        if (page[name].length === 0 || list.length >= page.total) {
            break;
        }
    } while (true);
    return {...first, [name]: list};
}

/**
 * Does something now and again and again, each time so long after the last one ended; not while nobody
 * looks. The task gets a signal and may throw. Gives a function that ends it.
 */
export function repeat(task, everyMs) {
    const end = new AbortController();
    let timer = 0;
    let running = false;
    async function turn() {
        running = true;
        try {
            await task(end.signal);
        } catch (problem) {
            if (!end.signal.aborted && !(problem instanceof Refused) && problem.name !== "TypeError"
                    && problem.name !== "TimeoutError" && problem.name !== "AbortError") {
                console.error(problem);
            }
        }
        running = false;
        if (!end.signal.aborted) {
            timer = setTimeout(() => document.hidden || turn(), everyMs);
        }
    }
    function seen() {
        if (!document.hidden && !running) {
            clearTimeout(timer);
            turn();
        }
    }
    document.addEventListener("visibilitychange", seen, {signal: end.signal});
    turn();
    return () => {
        clearTimeout(timer);
        end.abort();
    };
}
