/* A field that finds channels by name or id and gives those that are chosen. */

import {get} from "./api.js";
import {el} from "./dom.js";

const DELAY_MS = 150;
const SHOWN = 12;
let pickers = 0;

/** @param choose called with a channel's row ({channel, name, ...}) when it is chosen */
export class ChannelPicker {
    #list;
    #found = [];
    #active = -1;
    #timer = 0;
    #asking = new AbortController();

    constructor(label, choose) {
        const id = `channels-${++pickers}`;
        this.choose = choose;
        this.#list = el("ul", {id, role: "listbox", "aria-label": label, class: "options", hidden: true});
        this.input = el("input", {type: "search", role: "combobox", placeholder: label, "aria-label": label,
            "aria-controls": id, "aria-expanded": "false", "aria-autocomplete": "list", autocomplete: "off",
            spellcheck: "false", maxlength: 64, oninput: () => this.#askSoon(), onfocus: () => this.#askSoon(),
            onkeydown: (event) => this.#key(event), onblur: () => setTimeout(() => this.#hide(), 150)});
        this.element = el("div", {class: "picker"}, this.input, this.#list);
    }

    #askSoon() {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.#ask(), DELAY_MS);
    }

    async #ask() {
        this.#asking.abort();
        this.#asking = new AbortController();
        const signal = this.#asking.signal;
        try {
            const answer = await get("channels", {q: this.input.value.trim(), limit: SHOWN}, signal);
            if (document.activeElement === this.input) {
                this.#show(answer.channels, answer.total);
            }
        } catch {
            this.#hide();
        }
    }

    #show(channels, total) {
        this.#found = channels;
        this.#active = -1;
        this.#list.replaceChildren(...channels.map((channel, i) => el("li", {role: "option", id: `${this.#list.id}-${i}`,
            "aria-selected": "false", onpointerdown: (event) => {
                event.preventDefault();
                this.#take(channel);
            }}, el("span", {}, channel.name || channel.channel), el("small", {}, channel.channel))));
        if (total > channels.length) {
            this.#list.append(el("li", {class: "more", role: "presentation"},
                `${total - channels.length} more: type to narrow`));
        }
        if (channels.length === 0) {
            this.#list.append(el("li", {class: "more", role: "presentation"}, "No channel fits."));
        }
        this.#list.hidden = false;
        this.input.setAttribute("aria-expanded", "true");
    }

    #hide() {
        this.#list.hidden = true;
        this.input.setAttribute("aria-expanded", "false");
        this.input.removeAttribute("aria-activedescendant");
    }

    #take(channel) {
        this.input.value = "";
        this.#hide();
        this.choose(channel);
    }

    #key(event) {
        if (event.key === "Escape") {
            this.#hide();
        } else if (event.key === "Enter") {
            const chosen = this.#found[Math.max(0, this.#active)];
            if (chosen && !this.#list.hidden) {
                this.#take(chosen);
            }
        } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
            event.preventDefault();
            const step = event.key === "ArrowDown" ? 1 : -1;
            this.#active = Math.max(0, Math.min(this.#found.length - 1, this.#active + step));
            [...this.#list.querySelectorAll("[role=option]")].forEach((option, i) =>
                option.setAttribute("aria-selected", i === this.#active));
            this.input.setAttribute("aria-activedescendant", `${this.#list.id}-${this.#active}`);
        }
    }
}
