/* Where the page is, in the part of the address behind "#": so that a view can be kept and shared. */

const KEEP_MS = 250;

/** "#/waves?channels=9E16.1.1" as {path: ["waves"], query: Map}. */
export function current() {
    const hash = location.hash.replace(/^#\/?/, "");
    const mark = hash.indexOf("?");
    const path = (mark < 0 ? hash : hash.slice(0, mark)).split("/").filter(Boolean).map(decoded);
    return {
        path: path.length === 0 ? ["stations"] : path,
        query: new Map(new URLSearchParams(mark < 0 ? "" : hash.slice(mark + 1))),
    };
}

function decoded(part) {
    try {
        return decodeURIComponent(part);
    } catch {
        return part;
    }
}

/** Address of a view, for links; values that are not set are left out. */
export function to(path, query = {}) {
    const set = Object.entries(query).filter(([, value]) =>
        value !== null && value !== undefined && value !== "");
    // Commas and colons stay readable, they need no escape here.
    const text = new URLSearchParams(set).toString().replaceAll("%2C", ",").replaceAll("%3A", ":");
    return "#/" + path.map(encodeURIComponent).join("/") + (text ? "?" + text : "");
}

let keeping = 0;

/** Writes where a view is into the address without opening it anew; soon, as browsers ask for. */
export function keep(path, query) {
    const address = to(path, query);
    clearTimeout(keeping);
    keeping = setTimeout(() => {
        if (location.hash !== address) {
            history.replaceState(null, "", address);
        }
    }, KEEP_MS);
}

/** Forgets what would have been written: its view closes. */
export function forget() {
    clearTimeout(keeping);
}
