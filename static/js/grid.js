// The grid for paper registers: one letter marks and moves down, as paper is read. Without it
// each field is a plain one that takes a letter.

for (const table of document.querySelectorAll("table[data-grid]")) {
  const rows = Array.from(table.tBodies[0].rows, (row) => Array.from(row.querySelectorAll("input")));
  const last = rows.length - 1;
  const across = rows[0].length;
  const undo = [];
  const place = new Map();
  rows.forEach((row, r) => row.forEach((input, c) => place.set(input, [r, c])));

  function go(r, c) {
    const input = rows[r]?.[c];
    if (!input) return;
    input.focus();
    input.select();
  }

  // Past the foot of a column comes the head of the next, past the last one the button.
  function next(r, c) {
    if (r < last) go(r + 1, c);
    else if (c < across - 1) go(0, c + 1);
    else table.closest("form").querySelector("button.btn").focus();
  }

  function put(input, letter) {
    undo.push([input, input.value]);
    input.value = letter;
  }

  table.addEventListener("keydown", (event) => {
    if (!place.has(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    const input = event.target;
    const [r, c] = place.get(input);
    const turn = getComputedStyle(table).direction === "rtl" ? -1 : 1;
    const keys = {
      ArrowUp: () => go(r - 1, c),
      ArrowDown: () => go(r + 1, c),
      ArrowLeft: () => go(r, c - turn),
      ArrowRight: () => go(r, c + turn),
      Enter: () => next(r, c),
      Home: () => go(0, c),
      End: () => go(last, c),
      Delete: () => put(input, ""),
      Backspace: () => {
        const step = undo.pop();
        if (!step) return;
        step[0].value = step[1];
        go(...place.get(step[0]));
      },
    };
    const letter = event.key.toUpperCase();
    if (keys[event.key]) keys[event.key]();
    else if ("HLAT".includes(letter) && letter.length === 1) {
      put(input, letter);
      next(r, c);
    } else if (event.key.length > 1) return; // Tab, Escape and the like do what they always do
    event.preventDefault(); // any other letter is no mark
  });
  table.addEventListener("focusin", (event) => place.has(event.target) && event.target.select());
}
