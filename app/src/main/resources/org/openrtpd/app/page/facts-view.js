/* A view that is a few facts and tables, asked for again and again. */

import {get, repeat} from "./api.js";
import {el, setText} from "./dom.js";
import {whyNot} from "./channel-view.js";
import {dateTime} from "./format.js";
import * as clock from "./clock.js";

const POLL_MS = 3000;

/**
 * Opens a view of one answer; `draw` makes its elements. Drawn again only when the answer is other, so
 * that a selection in it is not lost. Gives a function that closes it.
 */
export function openFacts(frame, title, path, draw) {
    const shown = el("p", {class: "shown", role: "status"});
    const body = el("div", {class: "blocks"});
    const empty = el("p", {class: "empty"}, "Asking RTPD…");
    let last = "";
    frame.append(el("div", {class: "tools"}, el("h1", {}, title), shown), empty, body);
    return repeat(async (signal) => {
        try {
            const answer = await get(path, {}, signal);
            const text = JSON.stringify(answer, (key, value) => key === "serverMs" ? undefined : value);
            if (text !== last) {
                last = text;
                body.replaceChildren(...draw(answer));
            }
            empty.hidden = true;
            setText(shown, `as of ${dateTime(clock.now())}`);
        } catch (problem) {
            if (!signal.aborted) {
                empty.hidden = false;
                setText(empty, whyNot(problem));
            }
            throw problem;
        }
    }, POLL_MS);
}
