/* The frame around the views: which one is open, the clock, and whether RTPD answers. */

import {link} from "./api.js";
import * as clock from "./clock.js";
import {setText} from "./dom.js";
import {age, day, timeOfDay} from "./format.js";
import * as route from "./route.js";
import {openClients} from "./clients.js";
import {openDrum} from "./drum.js";
import {openJournal} from "./journal.js";
import {openSpectrogram} from "./spectrogram.js";
import {openStation} from "./station.js";
import {openStations} from "./stations.js";
import {openWatchdog} from "./watchdog.js";
import {openWaves} from "./waves.js";

/* Each opens itself in an element and gives a function that closes it. */
const VIEWS = {
    stations: {title: "Stations", open: openStations},
    station: {title: "Station", open: openStation},
    waves: {title: "Waveforms", open: openWaves},
    drum: {title: "Drum", open: openDrum},
    spectrogram: {title: "Spectrogram", open: openSpectrogram},
    clients: {title: "Clients", open: openClients},
    journal: {title: "Journal", open: openJournal},
    watchdog: {title: "Watchdog", open: openWatchdog},
};

const frame = document.getElementById("view");
let close = () => {};

function show() {
    const {path, query} = route.current();
    const name = Object.hasOwn(VIEWS, path[0]) ? path[0] : "stations";
    close();
    route.forget();
    frame.replaceChildren();
    frame.className = `view ${name}`;
    document.title = `${path[1] ?? VIEWS[name].title} · OpenRTPD`;
    for (const anchor of document.querySelectorAll("nav a")) {
        const target = anchor.getAttribute("href").slice(2);
        const here = target === name || (target === "stations" && name === "station");
        if (here) {
            anchor.setAttribute("aria-current", "page");
            // A phone has no room for all of them.
            anchor.scrollIntoView({inline: "center", block: "nearest"});
        } else {
            anchor.removeAttribute("aria-current");
        }
    }
    close = VIEWS[name].open(frame, path.slice(1), query);
}

const WORDS = {wait: "connecting", live: "live", lost: "connection lost"};

function tellLink() {
    document.getElementById("link-mark").className = `mark ${link.state}`;
    setText(document.getElementById("link-text"), WORDS[link.state]);
    const notice = document.getElementById("notice");
    notice.hidden = link.state !== "lost";
    if (link.state === "lost") {
        const seen = Number.isFinite(link.lastHeardMs)
            ? ` What you see is from ${timeOfDay(link.lastHeardMs)} UTC.` : "";
        setText(notice, `RTPD cannot be reached: ${link.problem}.${seen} The page tries again by itself; `
            + "if that does not help, look at rtpd and the network between.");
    }
    document.body.dataset.link = link.state;
}

function tellTime() {
    if (clock.isSet()) {
        const now = clock.now();
        setText(document.getElementById("clock-day"), day(now));
        setText(document.getElementById("clock-time"), timeOfDay(now));
    }
    if (link.state === "lost") {
        setText(document.getElementById("link-text"),
            `lost for ${age((performance.now() - link.since) / 1000)}`);
    }
}

link.addEventListener("changed", tellLink);
addEventListener("hashchange", show);
document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault();
    frame.focus();
});
setInterval(tellTime, 250);
show();
