/*
 * Colours of a spectrogram: from the ground of the page over violet and orange to pale, so that in the
 * dark only what is strong gives light, and each step is brighter than the one before.
 */

const STOPS = [[13, 17, 22], [28, 30, 74], [76, 36, 112], [138, 44, 112], [198, 66, 86], [238, 116, 60], [250, 182, 88], [253, 240, 190]];
const LEVELS = 256;

/** Red, green, blue of 256 levels, one after another. */
export const RAMP = (() => {
    const ramp = new Uint8ClampedArray(LEVELS * 3);
    for (let level = 0; level < LEVELS; level++) {
        const place = level / (LEVELS - 1) * (STOPS.length - 1);
        const below = Math.min(STOPS.length - 2, Math.floor(place));
        const part = place - below;
        for (let c = 0; c < 3; c++) {
            ramp[level * 3 + c] = STOPS[below][c] * (1 - part) + STOPS[below + 1][c] * part;
        }
    }
    return ramp;
})();
