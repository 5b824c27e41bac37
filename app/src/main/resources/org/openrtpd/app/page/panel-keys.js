/* Keys that move and zoom a panel of traces. */

const ZOOM = 2;
const STEP = 0.25;

/** Fields and lists need these keys themselves; what can be pressed needs only those that press it. */
function isTaken(event) {
    const at = document.activeElement?.tagName;
    return event.ctrlKey || event.altKey || event.metaKey || /^(INPUT|SELECT|TEXTAREA)$/.test(at)
        || (/^(BUTTON|A)$/.test(at) && event.key === " ");
}

/** Hears keys on `target`, which is the whole document or what has the focus. */
export function attachKeys(target, panel, signal = undefined) {
    const acts = {
        " ": () => panel.pauseOrGoOn(),
        ArrowLeft: () => panel.move(-STEP), ArrowRight: () => panel.move(STEP),
        PageUp: () => panel.move(-1), PageDown: () => panel.move(1),
        i: () => panel.zoom(1 / ZOOM, 0.5), o: () => panel.zoom(ZOOM, 0.5),
        "+": () => panel.gain(1), "=": () => panel.gain(1), "-": () => panel.gain(-1),
        "0": () => panel.resetGain(),
    };
    target.addEventListener("keydown", (event) => {
        const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
        if (Object.hasOwn(acts, key) && !isTaken(event)) {
            event.preventDefault();
            acts[key]();
        }
    }, {signal});
}
