/*
 * The server's clock. The browser's own may be hours off, so only its steady one is used here, and
 * set by what answers of RTPD say; the answer that came back fastest tells it best.
 */

const TRUST_MS = 60_000;

let offsetMs = null;
let roundTripMs = Infinity;
let setAt = 0;

/** Takes the server's time out of an answer that took from `begin` to `end` (performance.now()). */
export function hearServer(serverMs, begin, end) {
    const took = end - begin;
    if (offsetMs === null || took <= roundTripMs || end - setAt > TRUST_MS) {
        offsetMs = serverMs - (begin + took / 2);
        roundTripMs = took;
        setAt = end;
    }
}

export function isSet() {
    return offsetMs !== null;
}

/** Milliseconds since 1970 UTC by the server's clock; by the browser's until an answer was heard. */
export function now() {
    return offsetMs === null ? Date.now() : performance.now() + offsetMs;
}
