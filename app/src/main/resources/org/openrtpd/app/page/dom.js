/*
 * Elements made of data. Text from the field (names, log lines, client names) is hostile: it only ever
 * becomes a text node or an attribute value here, never markup.
 */

/** An element; attributes that start with "on" are listeners, `data` is its dataset. */
export function el(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
        if (value === null || value === undefined || value === false) {
            continue;
        }
        if (name.startsWith("on")) {
            element.addEventListener(name.slice(2), value);
        } else if (name === "data") {
            Object.assign(element.dataset, value);
        } else {
            element.setAttribute(name, value === true ? "" : String(value));
        }
    }
    element.append(...children.flat());
    return element;
}

/** Sets text only where it differs, so that a quiet page costs no layout. */
export function setText(element, text) {
    if (element.textContent !== text) {
        element.textContent = text;
    }
}

/** Glyph and word of a state: shape and text tell it, colour only helps. */
const STATES = {
    red: ["■", "red"],
    amber: ["▲", "amber"],
    green: ["●", "green"],
};

export function stateMark(state) {
    const mark = el("span", {class: "mark", role: "img"});
    setState(mark, state);
    return mark;
}

export function setState(mark, state) {
    const [glyph, word] = STATES[state] ?? ["○", "unknown"];
    if (mark.dataset.state !== word) {
        mark.dataset.state = word;
        mark.className = `mark ${word}`;
        mark.textContent = glyph;
        mark.setAttribute("aria-label", word);
    }
}

/** A list of facts: pairs of a label and a text or an element. */
export function facts(pairs) {
    return el("dl", {class: "facts"}, pairs.map(([label, value]) =>
        el("div", {}, el("dt", {}, label), el("dd", {}, value))));
}

/**
 * A plain table in a frame that scrolls sideways on a narrow screen.
 * Columns are {label, number, of(row) -> text or element}.
 */
export function table(caption, columns, rows, emptyText) {
    if (rows.length === 0) {
        return el("p", {class: "empty"}, emptyText);
    }
    return el("div", {class: "scroll-x", tabindex: 0, role: "region", "aria-label": caption},
        el("table", {},
            el("caption", {class: "hidden"}, caption),
            el("thead", {}, el("tr", {}, columns.map((column) =>
                el("th", {scope: "col", class: column.number ? "number" : null}, column.label)))),
            el("tbody", {}, rows.map((row) => el("tr", {}, columns.map((column) =>
                el("td", {class: column.number ? "number" : null}, column.of(row) ?? "–")))))));
}
