/* Verdicts: their letters and colours, and the score of the last minute: one row each, one mark per cycle. */

import { pen } from './plots.js';

/* Letter and colour of each; a test compares the names with the software's. */
const LOOKS = {
  PASSED: ['P', '--v-passed'],
  FILTERED: ['F', '--v-filtered'],
  BACKUP: ['B', '--v-backup'],
  BRAKED: ['R', '--v-braked'],
  OPERATOR: ['O', '--v-operator'],
  HELD_STALE_OBSERVATION: ['s', '--v-held'],
  HELD_BAD_OBSERVATION: ['b', '--v-held'],
  HELD_NO_CHUNK: ['n', '--v-held'],
  HELD_POLICY_FAULT: ['p', '--v-held'],
  HELD_OUTSIDE_TABLE: ['t', '--v-held'],
  HELD_CYCLE_FAULT: ['c', '--v-held'],
  STOPPED: ['X', '--v-stopped'],
};

const WINDOW_S = 60;
const ROW = 15;

export class Verdicts {
  constructor(list, canvas, colours) {
    this.list = list;
    this.canvas = canvas;
    this.colours = colours;
    this.names = [];
    this.runs = [];
    this.counts = [];
    this.last = null;
  }

  hello(names, periodS) {
    const same = names.join() === this.names.join();
    this.names = names;
    this.periodS = periodS;
    this.runs = [];
    this.counts = names.map(() => 0);
    this.last = null;
    if (same) return;
    this.items = names.map((name) => {
      const [letter, colour] = LOOKS[name] ?? ['?', '--mute'];
      const item = document.createElement('li');
      item.style.setProperty('--colour', `var(${colour})`);
      item.innerHTML = '<span class="letter" aria-hidden="true"></span><span class="word"></span><span class="count">0</span>';
      item.children[0].textContent = letter;
      if (name.startsWith('HELD_')) {
        // Left out where there is no room: rows of one colour tell it too.
        const held = document.createElement('span');
        held.className = 'held';
        held.textContent = 'Held · ';
        item.children[1].append(held);
      }
      const words = document.createElement('span');
      words.textContent = name.replace('HELD_', '').replaceAll('_', ' ').toLowerCase();
      if (!name.startsWith('HELD_')) words.className = 'first';
      item.children[1].append(words);
      item.title = name;
      return item;
    });
    this.list.replaceChildren(...this.items);
    this.canvas.style.height = `${names.length * ROW + 16}px`;
  }

  /** Cycles since the last tick: letters by place in the list, each with how often in a row. */
  tick(t, text) {
    while (this.runs.length > 0 && this.runs[0].to <= t - WINDOW_S) {
      const old = this.runs.shift();
      this.counts[old.verdict] -= old.count;
    }
    // A run of a minute, as a page gets that just opened, is cut into seconds.
    const most = Math.max(1, Math.round(1 / this.periodS));
    const parsed = [...text.matchAll(/([a-z])(\d*)/g)].flatMap((m) => {
      const pieces = [];
      for (let left = m[2] === '' ? 1 : Number(m[2]); left > 0; left -= most) pieces.push([m[1].charCodeAt(0) - 97, Math.min(left, most)]);
      return pieces;
    });
    const total = parsed.reduce((sum, run) => sum + run[1], 0);
    if (total === 0) return;
    // Between two ticks; what was before the page, and what came after a silence, by the cycle's period.
    const from = this.last === null ? t - total * this.periodS : Math.max(this.last, t - total * this.periodS * 1.5);
    this.last = t;
    let at = from;
    for (const [verdict, count] of parsed) {
      const end = at + ((t - from) * count) / total;
      const newest = this.runs[this.runs.length - 1];
      // Runs stay short, so that they leave the last minute's counts bit by bit.
      const joins = newest && newest.verdict === verdict && at - newest.to < 2 * this.periodS && end - newest.from < 1;
      if (joins) {
        newest.to = end;
        newest.count += count;
      } else {
        this.runs.push({ verdict, from: at, to: end, count });
      }
      this.counts[verdict] += count;
      at = end;
    }
  }

  /** The strongest verdict of the last half second, so that one cycle's override can be read. */
  newest(now) {
    const recent = this.runs.filter((run) => run.to > now - 0.5).map((run) => run.verdict);
    return recent.length ? this.names[Math.max(...recent)] : '';
  }

  showNewest(element, now) {
    const name = this.newest(now);
    const [letter, colour] = LOOKS[name] ?? ['?', '--mute'];
    element.hidden = name === '';
    element.style.setProperty('--colour', `var(${colour})`);
    element.children[0].textContent = letter;
    element.children[1].textContent = this.items[this.names.indexOf(name)]?.children[1].textContent.replace(/^./, (c) => c.toUpperCase()) ?? '';
  }

  drawLegend() {
    this.counts.forEach((count, i) => {
      const item = this.items[i];
      const text = count.toLocaleString('en');
      if (item.children[2].textContent !== text) item.children[2].textContent = text;
      item.classList.toggle('seen', count > 0);
    });
    this.canvas.setAttribute('aria-label', 'Verdicts of the last minute: '
      + this.names.map((name, i) => [name, this.counts[i]]).filter((n) => n[1] > 0).map((n) => `${n[0]} ${n[1]}`).join(', '));
  }

  draw(now) {
    const { ctx, width, height, ratio } = pen(this.canvas);
    const bottom = this.names.length * ROW;
    const at = (t) => width * (1 - (now - t) / WINDOW_S);
    ctx.fillStyle = this.colours['--hair'];
    for (let row = 0; row < this.names.length; row++) ctx.fillRect(0, row * ROW + 7, width, 1);
    const step = width < 400 ? 20 : 10;
    ctx.font = `10px ${this.colours.font}`;
    for (let s = 0; s <= WINDOW_S; s += step) {
      const x = Math.round(at(now - s));
      ctx.fillStyle = this.colours['--hair'];
      ctx.fillRect(Math.min(x, width - 1), 0, 1, bottom + 3);
      ctx.fillStyle = this.colours['--mute'];
      ctx.textAlign = s === 0 ? 'right' : s === WINDOW_S ? 'left' : 'center';
      ctx.fillText(s === 0 ? 'now' : `−${s} s`, x, height - 2);
    }
    const shades = this.names.map((name) => this.colours[(LOOKS[name] ?? ['?', '--mute'])[1]]);
    for (const run of this.runs) {
      // To whole pixels outwards: a single cycle stays visible, and pieces of one run join.
      const left = Math.floor(Math.max(0, at(run.from)) * ratio) / ratio;
      const mark = Math.ceil(Math.max(1, at(run.to) - left) * ratio) / ratio;
      // What passes is quiet; what was overridden stands out by height as well as by row.
      const tall = run.verdict === 0 ? 5 : 11;
      ctx.fillStyle = shades[run.verdict];
      ctx.fillRect(left, run.verdict * ROW + (ROW - tall) / 2, mark, tall);
    }
  }
}
