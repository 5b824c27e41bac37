/* Colours of the style sheet, for canvases; read again when the scheme changes. */

const scheme = matchMedia("(prefers-color-scheme: light)");
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const listeners = new Set();
let colours = null;

scheme.addEventListener("change", () => {
    colours = null;
    listeners.forEach((listener) => listener());
});

/** The value of a colour variable: colour("trace") is --trace. */
export function colour(name) {
    colours ??= new Map();
    if (!colours.has(name)) {
        colours.set(name, getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim());
    }
    return colours.get(name);
}

/** Calls when colours are others; gives a function that ends it. */
export function onColours(listener) {
    listeners.add(listener);
    return () => listeners.delete(listener);
}

export function wantsCalm() {
    return calm.matches;
}

export const FONT = "11px Inter, 'Segoe UI', Roboto, 'Liberation Sans', Arial, sans-serif";

/**
 * Makes a canvas as many device pixels large as it is shown and gives its context in CSS pixels.
 * Null while it is not shown at all.
 */
export function contextOf(canvas) {
    const ratio = Math.min(devicePixelRatio || 1, 2);
    const width = canvas.clientWidth;
    const height = canvas.clientHeight;
    if (width === 0 || height === 0) {
        return null;
    }
    const wide = Math.round(width * ratio);
    const high = Math.round(height * ratio);
    if (canvas.width !== wide || canvas.height !== high) {
        canvas.width = wide;
        canvas.height = high;
    }
    const context = canvas.getContext("2d");
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    context.font = FONT;
    return {context, width, height, ratio};
}
