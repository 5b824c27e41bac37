/* What drum and spectrogram share: one channel, its picker and its name. */

import {get} from "./api.js";
import {ChannelPicker} from "./channel-picker.js";
import {el} from "./dom.js";

/** The channel an address asks for, or the first there is; "" when there is none. */
export async function channelOr(asked, signal) {
    if (asked) {
        return asked;
    }
    const {channels} = await get("channels", {limit: 100}, signal);
    return (channels.find((channel) => /Z$/.test(channel.name)) ?? channels[0])?.channel ?? "";
}

/** The head of a view of one channel. */
export class ChannelHead {
    #name = el("span", {class: "channel-name"});

    constructor(title, choose, ...tools) {
        this.shown = el("p", {class: "shown", role: "status"});
        this.element = el("div", {class: "tools"}, el("h1", {}, title, " ", this.#name),
            new ChannelPicker("Other channel", (channel) => choose(channel.channel)).element, ...tools, this.shown);
    }

    set name(name) {
        this.#name.textContent = name;
    }
}

/** What to say when there is no picture. */
export function whyNot(problem) {
    return problem.name === "Refused" || problem.status ? `RTPD says: ${problem.message}.`
        : "RTPD does not answer. The picture comes when it does.";
}
