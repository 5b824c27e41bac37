/* Draws traces, what is torn in them, and their time axis. */

import {day, duration, quantity, tick, tickStep} from "./format.js";
import {colour} from "./theme.js";

/** How much longer than its step a distance may be and is still drawn as one line. */
const SLACK = 1.6;

/** A trace of columns; `y` maps counts to pixels, `x0` is where the first column is. */
export function paintTrace(context, columns, x0, columnWidth, y, style) {
    context.strokeStyle = style;
    context.lineWidth = Math.max(columnWidth, 0.9);
    context.lineJoin = "round";
    context.beginPath();
    let last = -1;
    for (let i = 0; i < columns.count; i++) {
        const min = columns.min[i];
        if (min !== min) {
            continue;
        }
        const x = x0 + (i + 0.5) * columnWidth;
        const top = y(columns.max[i]);
        const bottom = y(min);
        const together = last >= 0 && (i - last - 1) * columns.columnMs
            <= SLACK * Math.max(columns.step[i], columns.step[last]);
        if (together) {
            context.lineTo(x, top);
        } else {
            context.moveTo(x, top);
        }
        // A column of one value still leaves a dot.
        context.lineTo(x, bottom - top < 0.6 ? top + 0.6 : bottom);
        last = i;
    }
    context.stroke();
}

/** Gaps as hatched holes with their length, overlaps as brackets, steps as a jagged line; gives how many of each. */
export function paintTears(context, tears, fromMs, msPerPixel, width, height) {
    const drawn = {gap: 0, overlap: 0, step: 0};
    const labels = [];
    let labelled = -Infinity;
    for (const tear of [...tears].sort((a, b) => a.fromMs - b.fromMs)) {
        const left = (tear.fromMs - fromMs) / msPerPixel;
        const right = (tear.untilMs - fromMs) / msPerPixel;
        if (Math.max(left, right) < 0 || Math.min(left, right) > width) {
            continue;
        }
        drawn[tear.kind]++;
        if (tear.kind === "gap") {
            paintGap(context, Math.max(0, left), Math.min(width, Math.max(right, left + 2)), height,
                (tear.untilMs - tear.fromMs) / 1000);
        } else {
            paintTear(context, tear, left, right, height);
            const label = tearWords(tear);
            // Where tears are close to each other the marks alone tell.
            if (left > labelled) {
                labels.push([label, left + 5]);
                labelled = left + context.measureText(label).width + 12;
            }
        }
    }
    labels.forEach(([label, x]) => tag(context, label, x, height - 12, colour("tear"), "left"));
    return drawn;
}

/** A step has a direction: above 0 the clock was put forward. */
function tearWords(tear) {
    const seconds = (tear.untilMs - tear.fromMs) / 1000;
    return tear.kind === "step" ? `step ${tear.seconds > 0 ? "+" : ""}${quantity(tear.seconds, 3, "s")}`
        : `${tear.kind} ${duration(seconds)}`;
}

function paintGap(context, left, right, height, seconds) {
    context.save();
    context.beginPath();
    context.rect(left, 0, right - left, height);
    context.clip();
    context.fillStyle = colour("gap-fill");
    context.fillRect(left, 0, right - left, height);
    context.strokeStyle = colour("gap");
    context.lineWidth = 1;
    context.globalAlpha = 0.35;
    context.beginPath();
    for (let x = left - height; x < right; x += 7) {
        context.moveTo(x, height);
        context.lineTo(x + height, 0);
    }
    context.stroke();
    context.globalAlpha = 1;
    context.strokeRect(left + 0.5, -1, right - left - 1, height + 2);
    const label = `gap ${duration(seconds)}`;
    if (context.measureText(label).width + 14 < right - left) {
        tag(context, label, (left + right) / 2, height - 12, colour("gap"), "center");
    }
    context.restore();
}

function paintTear(context, tear, left, right, height) {
    context.strokeStyle = colour("tear");
    context.lineWidth = 1.25;
    context.beginPath();
    if (tear.kind === "overlap") {
        context.moveTo(left, height - 4);
        context.lineTo(left, height - 1);
        context.lineTo(Math.max(right, left + 3), height - 1);
        context.lineTo(Math.max(right, left + 3), height - 4);
    } else {
        for (let y = 0, side = 0; y <= height; y += 5, side = 1 - side) {
            context.lineTo(left + (side ? 2.5 : -2.5), y);
        }
    }
    context.stroke();
}

/** Starts of triggered events: a line with a flag that names the trigger, and its stream where it is another. */
export function paintTriggers(context, triggers, streamNumber, fromMs, msPerPixel, width, height) {
    let drawn = 0;
    let labelled = -Infinity;
    const style = colour("trigger");
    for (const trigger of [...triggers].sort((a, b) => a.atMs - b.atMs)) {
        const x = (trigger.atMs - fromMs) / msPerPixel;
        if (x < -1 || x > width + 1) {
            continue;
        }
        drawn++;
        context.strokeStyle = style;
        context.lineWidth = 1;
        context.beginPath();
        context.moveTo(x, 0);
        context.lineTo(x, height);
        context.stroke();
        context.fillStyle = style;
        context.beginPath();
        context.moveTo(x, 0);
        context.lineTo(x + 7, 3.5);
        context.lineTo(x, 7);
        context.fill();
        const label = triggerWords(trigger, streamNumber);
        // Where triggers are close to each other the flags alone tell.
        if (x > labelled) {
            tag(context, label, x + 10, 7, style, "left");
            labelled = x + context.measureText(label).width + 18;
        }
    }
    return drawn;
}

function triggerWords(trigger, streamNumber) {
    const name = `${trigger.trigger || "event"} ${trigger.event ?? ""}`.trim();
    return trigger.streamNumber === streamNumber ? name : `${name}, stream ${trigger.streamNumber}`;
}

function tag(context, text, x, y, style, align) {
    context.textAlign = align;
    context.textBaseline = "middle";
    context.lineWidth = 3;
    context.strokeStyle = colour("canvas");
    context.strokeText(text, x, y);
    context.fillStyle = style;
    context.fillText(text, x, y);
}

/** Ticks of time that lie in a span. */
export function timeTicks(fromMs, untilMs, width) {
    const step = tickStep(untilMs - fromMs, Math.max(2, width / 88));
    const ticks = [];
    for (let ms = Math.ceil(fromMs / step) * step; ms <= untilMs; ms += step) {
        ticks.push(ms);
    }
    return {step, ticks};
}

export function paintGrid(context, fromMs, msPerPixel, width, height) {
    context.strokeStyle = colour("grid");
    context.lineWidth = 1;
    context.beginPath();
    for (const ms of timeTicks(fromMs, fromMs + width * msPerPixel, width).ticks) {
        const x = Math.round((ms - fromMs) / msPerPixel) + 0.5;
        context.moveTo(x, 0);
        context.lineTo(x, height);
    }
    context.stroke();
}

/** Times below traces; the day stands at the left, and at midnight. */
export function paintTimeAxis(context, fromMs, msPerPixel, width) {
    const {step, ticks} = timeTicks(fromMs, fromMs + width * msPerPixel, width);
    context.fillStyle = colour("dim");
    context.strokeStyle = colour("line");
    context.textBaseline = "top";
    context.lineWidth = 1;
    for (const ms of ticks) {
        const x = Math.round((ms - fromMs) / msPerPixel) + 0.5;
        context.beginPath();
        context.moveTo(x, 0);
        context.lineTo(x, 4);
        context.stroke();
        const text = ms % 86_400_000 === 0 && step < 86_400_000 ? day(ms) : tick(ms, step);
        const half = context.measureText(text).width / 2;
        context.textAlign = "center";
        if (x - half > 0 && x + half < width) {
            context.fillText(text, x, 7);
        }
    }
}
