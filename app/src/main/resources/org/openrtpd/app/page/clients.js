/* Who takes packets from RTPD: each client program, where it reads and how far it is behind. */

import {section, tableOf} from "./describe.js";
import {openFacts} from "./facts-view.js";

/**
 * What is looked for first stands first, since a phone shows no more. A number that is a name has no thousands, and
 * no unit asked for means all.
 */
function asRead({address, program, lagSeconds, packets, unit, processId, version, ...more}) {
    return {address, program, lagSeconds, packets, unit: unit ?? "all", ...more,
        processId: String(processId), version: String(version)};
}

export function openClients(frame) {
    return openFacts(frame, "Clients", "clients", (answer) => [
        section(`Attached now: ${answer.total ?? answer.clients.length}`,
            tableOf("Clients that are attached", answer.clients.map(asRead),
                "No client program is attached. SeisComP, Earthworm and others connect to RTPD's TCP port 2543.")),
    ]);
}
