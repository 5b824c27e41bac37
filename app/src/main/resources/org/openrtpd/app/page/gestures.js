/* Moving through time by hand: one finger or the mouse moves, two fingers or the wheel zoom. */

const WHEEL_ZOOM = 1.0015;
const LEAST_DRAG = 4;
/** Fingers nearer to each other than this, in pixels, would zoom by leaps. */
const LEAST_APART = 24;

/** Place of something on the canvases of a box: 0 left to 1 right. */
function placeOf(clientX, box) {
    const area = box.querySelector("canvas").getBoundingClientRect();
    return (clientX - area.left) / area.width;
}

/** Middle of the fingers on a screen, and how far they are apart. */
function grip(fingers) {
    const [a, b = a] = [...fingers.values()];
    return {x: (a.x + b.x) / 2, apart: Math.max(LEAST_APART, Math.hypot(a.x - b.x, a.y - b.y))};
}

/** What fingers on traces hold, and where it goes when they move. */
class Hold {
    #fingers = new Map();
    #box;
    #panel;
    #from = null;

    constructor(box, panel) {
        this.#box = box;
        this.#panel = panel;
    }

    get isEmpty() {
        return this.#fingers.size === 0;
    }

    has(event) {
        return this.#fingers.has(event.pointerId);
    }

    take(event) {
        if (this.#fingers.size < 2) {
            this.#fingers.set(event.pointerId, {x: event.clientX, y: event.clientY});
            this.#begin();
        }
    }

    drop(event) {
        this.#fingers.delete(event.pointerId);
        this.#begin();
    }

    /** A new number of fingers holds what is there now. */
    #begin() {
        const {fromMs, spanMs, live} = this.#panel;
        if (this.isEmpty) {
            this.#from = null;
            return;
        }
        const {x, apart} = grip(this.#fingers);
        this.#from = {x, apart, spanMs, live, atMs: fromMs + placeOf(x, this.#box) * spanMs, moving: this.#fingers.size > 1};
    }

    move(event) {
        this.#fingers.set(event.pointerId, {x: event.clientX, y: event.clientY});
        const {x, apart} = grip(this.#fingers);
        const from = this.#from;
        if (!from.moving && Math.abs(x - from.x) < LEAST_DRAG) {
            return;
        }
        if (!from.moving) {
            from.moving = true;
            this.#box.setPointerCapture(event.pointerId);
        }
        const span = this.#panel.within(from.spanMs * from.apart / apart);
        if (this.#fingers.size > 1 && from.live) {
            // Live stays live: only the past end moves.
            this.#panel.goTo(null, span);
        } else {
            this.#panel.goTo(from.atMs + (1 - placeOf(x, this.#box)) * span, span);
        }
    }
}

/** Lets pointers and the wheel on traces move and zoom a panel. */
export function attachGestures(box, panel, signal) {
    const options = {signal};
    const hold = new Hold(box, panel);
    const onTrace = (event) => event.target instanceof HTMLCanvasElement;
    box.addEventListener("pointerdown", (event) => {
        if (event.button === 0 && onTrace(event)) {
            hold.take(event);
        }
    }, options);
    box.addEventListener("pointermove", (event) => {
        if (hold.has(event)) {
            hold.move(event);
        }
        const points = event.pointerType !== "touch" && (onTrace(event) || !hold.isEmpty);
        panel.cursor = points ? placeOf(event.clientX, box) : null;
    }, options);
    const drop = (event) => {
        if (hold.has(event)) {
            hold.drop(event);
        }
    };
    // Outside of the box a finger that has moved nothing yet is not captured, and its end not heard there.
    addEventListener("pointerup", drop, options);
    addEventListener("pointercancel", drop, options);
    box.addEventListener("pointerleave", () => {
        panel.cursor = null;
    }, options);
    box.addEventListener("wheel", (event) => {
        if (!onTrace(event)) {
            return;
        }
        event.preventDefault();
        if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
            panel.move((event.deltaX || event.deltaY) / 1000);
        } else {
            panel.zoom(WHEEL_ZOOM ** event.deltaY, placeOf(event.clientX, box));
        }
    }, {signal, passive: false});
    box.addEventListener("dblclick", (event) => {
        if (onTrace(event)) {
            panel.zoom(0.25, placeOf(event.clientX, box));
        }
    }, options);
}
