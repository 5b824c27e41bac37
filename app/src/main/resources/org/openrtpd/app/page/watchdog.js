/* RTPID's view of RTPD: whether it runs, why it was started again, and what was alarming. */

import {section} from "./describe.js";
import {el, facts, stateMark, table} from "./dom.js";
import {openFacts} from "./facts-view.js";
import {dateTime, duration, whole} from "./format.js";

const PROBES = new Map([
    ["acknowledged", "acknowledged: packets can come in"],
    ["no-answer", "no answer"],
    ["not-acknowledged", "let in, but not acknowledged"],
    ["journal-refuses", "refused: the journal takes no writes"],
    ["turned-away", "turned away"],
]);

function colour(status) {
    if (status.up) {
        return (status.alarms ?? []).length > 0 ? "amber" : "green";
    }
    return status.state === "starting" ? "amber" : "red";
}

function probe(status) {
    return status.lastProbe
        ? `${PROBES.get(status.lastProbe) ?? status.lastProbe}, at ${dateTime(status.lastProbeMs)}`
        : "none needed: recorders send";
}

export function openWatchdog(frame) {
    return openFacts(frame, "Watchdog", "watchdog", (answer) => {
        if (!answer.known) {
            return [el("p", {class: "empty"}, `${answer.reason ?? "RTPID tells nothing"}. RTPID is the parent that `
                + "starts RTPD again whenever it ends or hangs; with its address here, this view shows what it sees.")];
        }
        const status = answer.status;
        return [
            section("RTPID says",
                el("p", {class: "verdict"}, stateMark(colour(status)), ` ${status.status ?? status.state}`),
                facts([
                    [status.state === "starting" ? "Started" : "Ready since", dateTime(status.sinceMs)],
                    ["Last packet seen", dateTime(status.lastPacketMs)],
                    ["Last packet of its own", probe(status)],
                    ["Restarts since RTPID started", whole(status.restartCount)],
                    ["Last restart", status.lastRestartMs
                        ? `${dateTime(status.lastRestartMs)}, ${status.lastRestartReason}` : "none"],
                ])),
            section("Alarms that stand", table("Alarms", [
                {label: "Alarm", of: (alarm) => `${alarm.alarm} ${alarm.subject}`.trim()},
                {label: "What happened", of: (alarm) => alarm.message},
                {label: "What to do", of: (alarm) => alarm.advice},
            ], status.alarms ?? [], "None.")),
            section("Restarts by reason", table("Restarts by reason", [
                {label: "Reason", of: (restart) => restart.reason},
                {label: "Times", number: true, of: (restart) => whole(restart.count)},
                {label: "Meaning", of: (restart) => restart.meaning},
            ], status.restarts ?? [], "None.")),
            section(`Silent units: ${whole(status.silentUnitCount ?? 0)}`, table("Silent units", [
                {label: "Unit", of: (unit) => el("a", {href: `#/station/${encodeURIComponent(unit.unit)}`}, unit.unit)},
                {label: "No packet for", number: true, of: (unit) => duration(unit.silenceSeconds)},
            ], status.silentUnits ?? [], "None.")),
        ];
    });
}
