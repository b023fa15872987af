// A span of days, chosen on bars: two handles that keys move too. The map and the timeline share it by their address.

const DAY = 86400000;
export const iso = (day) => new Date(day * DAY).toISOString().slice(0, 10);
export const dayOf = (text) => Math.floor(Date.parse(text) / DAY);

export class Brush {
  /** @param days first days of the events, as whole days since 1970 */
  constructor(root, days, { from, to, changed }) {
    this.root = root;
    this.changed = changed;
    const known = days.filter((day) => day !== null).sort((a, b) => a - b);
    // What lies far before the rest (a war's beginning, a year) must not squeeze all else into a corner.
    this.first = known.length ? known[Math.floor(known.length * 0.02)] : 0;
    this.last = known.length ? known[known.length - 1] : 0;
    this.low = root.querySelector("[name=from]");
    this.high = root.querySelector("[name=to]");
    for (const input of [this.low, this.high]) {
      input.min = this.first;
      input.max = this.last;
      input.addEventListener("input", () => this.moved(input));
    }
    this.low.value = from ? Math.max(dayOf(from), this.first) : this.first;
    this.high.value = to ? Math.min(dayOf(to), this.last) : this.last;
    this.draw(known);
    this.tell();
  }

  moved(input) {
    if (Number(this.low.value) > Number(this.high.value)) {
      if (input === this.low) this.low.value = this.high.value;
      else this.high.value = this.low.value;
    }
    this.tell();
    cancelAnimationFrame(this.waiting);
    this.waiting = requestAnimationFrame(() => this.changed(this.span()));
  }

  /** First and last day; null where the handle stands at the end, so that undated and earlier events stay. */
  span() {
    const [low, high] = [Number(this.low.value), Number(this.high.value)];
    return { from: low > this.first ? low : null, to: high < this.last ? high : null };
  }

  step(by) {
    for (const input of by < 0 ? [this.low, this.high] : [this.high, this.low]) input.value = Number(input.value) + by;
    this.tell();
    this.changed(this.span());
  }

  tell() {
    const words = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
    const [low, high] = [this.low, this.high].map((input) => words.format(new Date(Number(input.value) * DAY)));
    this.low.setAttribute("aria-valuetext", low);
    this.high.setAttribute("aria-valuetext", high);
    this.root.querySelector("output").textContent = low === high ? low : `${low} to ${high}`;
    const width = Math.max(1, this.last - this.first);
    this.window?.setAttribute("x", `${(Number(this.low.value) - this.first) / width * 100}%`);
    this.window?.setAttribute("width", `${Math.max(0.4, (Number(this.high.value) - Number(this.low.value)) / width * 100)}%`);
  }

  draw(known) {
    const chart = this.root.querySelector("svg");
    const bars = 120;
    const width = Math.max(1, this.last - this.first);
    const counts = new Array(bars).fill(0);
    for (const day of known) if (day >= this.first) counts[Math.min(bars - 1, Math.floor((day - this.first) / width * bars))] += 1;
    const most = Math.max(1, ...counts);
    const make = (name, attributes) => {
      const made = document.createElementNS("http://www.w3.org/2000/svg", name);
      for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
      return made;
    };
    this.window = make("rect", { class: "window", y: 0, height: "100%" });
    chart.replaceChildren(this.window);
    counts.forEach((count, at) => {
      if (!count) return;
      const height = Math.max(4, Math.sqrt(count / most) * 100);
      chart.append(make("rect", { class: "bar", x: `${at / bars * 100}%`, width: `${80 / bars}%`, y: `${100 - height}%`, height: `${height}%` }));
    });
  }
}
