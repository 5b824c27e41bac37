/* Packets of the last hour, one bar a minute, low enough to stand in a row of a table. */

import {colour, contextOf} from "./theme.js";

export function drawSparkline(canvas, counts) {
    const area = contextOf(canvas);
    if (area === null || !counts || counts.length === 0) {
        return;
    }
    const {context, width, height} = area;
    const most = Math.max(...counts, 1);
    const step = width / counts.length;
    context.fillStyle = colour("spark-none");
    counts.forEach((count, i) => {
        if (count === 0) {
            context.fillRect(i * step, height - 2, Math.max(1, step - 0.6), 2);
        }
    });
    context.fillStyle = colour("spark");
    counts.forEach((count, i) => {
        if (count > 0) {
            const high = Math.max(2, count / most * height);
            context.fillRect(i * step, height - high, Math.max(1, step - 0.6), high);
        }
    });
}
