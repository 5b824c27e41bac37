/* Moving through time with pointer and wheel: drag moves, wheel zooms, shift and wheel moves. */

const WHEEL_ZOOM = 1.0015;
const LEAST_DRAG = 4;

/** Place of a pointer on the canvases of a box: 0 left to 1 right. */
function placeOf(event, box) {
    const canvas = box.querySelector("canvas");
    const area = canvas.getBoundingClientRect();
    return {place: (event.clientX - area.left) / area.width, width: area.width};
}

/** Lets pointer and wheel on traces move and zoom a panel. */
export function attachGestures(box, panel, signal) {
    const options = {signal};
    let drag = null;
    box.addEventListener("pointerdown", (event) => {
        if (event.button === 0 && event.target instanceof HTMLCanvasElement) {
            drag = {x: event.clientX, until: panel.untilMs, moving: false};
        }
    }, options);
    box.addEventListener("pointermove", (event) => {
        if (!(event.target instanceof HTMLCanvasElement) && drag === null) {
            panel.cursor = null;
            return;
        }
        const {place, width} = placeOf(event, box);
        if (drag !== null) {
            const by = event.clientX - drag.x;
            if (!drag.moving && Math.abs(by) >= LEAST_DRAG) {
                drag.moving = true;
                box.setPointerCapture(event.pointerId);
            }
            if (drag.moving) {
                panel.goTo(drag.until - by / width * panel.spanMs, panel.spanMs);
            }
        }
        panel.cursor = event.pointerType === "touch" ? null : place;
    }, options);
    const drop = () => {
        drag = null;
    };
    box.addEventListener("pointerup", drop, options);
    box.addEventListener("pointercancel", drop, options);
    box.addEventListener("pointerleave", () => {
        panel.cursor = null;
    }, options);
    box.addEventListener("wheel", (event) => {
        if (!(event.target instanceof HTMLCanvasElement)) {
            return;
        }
        event.preventDefault();
        if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
            panel.move((event.deltaX || event.deltaY) / 1000);
        } else {
            panel.zoom(WHEEL_ZOOM ** event.deltaY, placeOf(event, box).place);
        }
    }, {signal, passive: false});
    box.addEventListener("dblclick", (event) => {
        if (event.target instanceof HTMLCanvasElement) {
            panel.zoom(0.25, placeOf(event, box).place);
        }
    }, options);
}
