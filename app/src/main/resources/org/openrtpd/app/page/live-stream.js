/* Live packets of some channels, as RTPD pushes them; comes back by itself when the way is cut. */

import {link, url} from "./api.js";

const AGAIN_MS = 3000;

export class LiveStream {
    #source = null;
    #timer = 0;
    #hellos = 0;
    #closed = false;

    /**
     * @param handlers hello(answer), data(part), tear(tear), trigger(trigger), and missed() when
     *     something between was not heard and history has to be asked for
     */
    constructor(channels, points, handlers) {
        this.#address = url("live", {channels: channels.join(","), points});
        this.#handlers = handlers;
        this.#connect();
    }

    #address;
    #handlers;

    #connect() {
        const source = new EventSource(this.#address);
        this.#source = source;
        const on = (name, act) => source.addEventListener(name, (event) => act(JSON.parse(event.data)));
        on("hello", (hello) => {
            link.heard();
            this.#handlers.hello(hello);
            if (++this.#hellos > 1) {
                this.#handlers.missed();
            }
        });
        on("data", this.#handlers.data);
        on("tear", this.#handlers.tear);
        on("trigger", this.#handlers.trigger);
        on("lost", () => this.#handlers.missed());
        source.addEventListener("error", () => {
            // A browser gives up for good when the answer is an error, as from a server that starts.
            if (source.readyState === EventSource.CLOSED && !this.#closed) {
                this.#timer = setTimeout(() => this.#connect(), AGAIN_MS);
            }
        });
    }

    close() {
        this.#closed = true;
        clearTimeout(this.#timer);
        this.#source.close();
    }
}
