/* Who takes packets from RTPD: each client program, where it reads and how far it is behind. */

import {section, tableOf} from "./describe.js";
import {openFacts} from "./facts-view.js";

/** A number that is a name has no thousands; no unit asked for means all. */
function asRead(client) {
    return {...client, processId: String(client.processId), version: String(client.version), unit: client.unit ?? "all"};
}

export function openClients(frame) {
    return openFacts(frame, "Clients", "clients", (answer) => [
        section(`Attached now: ${answer.total ?? answer.clients.length}`,
            tableOf("Clients that are attached", answer.clients.map(asRead),
                "No client program is attached. SeisComP, Earthworm and others connect to RTPD's TCP port 2543.")),
    ]);
}
