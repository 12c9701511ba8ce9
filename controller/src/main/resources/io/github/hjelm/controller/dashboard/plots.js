/* Plots: the strip of the margin, the percentiles of each stage, the strip of whole cycles. */

const WINDOW_S = 60;
const PERCENTILES = [0.5, 0.9, 0.99, 0.999, 0.9999];
const LABELS = ['50', '90', '99', '99.9', '99.99'];

/** A canvas ready to be drawn anew, in CSS pixels. */
export function pen(canvas) {
  const ratio = window.devicePixelRatio || 1;
  const width = canvas.clientWidth;
  const height = canvas.clientHeight;
  const columns = Math.round(width * ratio);
  const rows = Math.round(height * ratio);
  if (canvas.width !== columns || canvas.height !== rows) {
    canvas.width = columns;
    canvas.height = rows;
  }
  const ctx = canvas.getContext('2d');
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.clearRect(0, 0, width, height);
  return { ctx, width, height, ratio };
}

/** A number in three digits, without an exponent where that reads well. */
export function threeDigits(value) {
  if (!Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  if (size >= 1e5 || (size > 0 && size < 1e-4)) return value.toExponential(1);
  const decimals = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
  return value.toFixed(decimals).replace('-', '−');
}

/** Where bucket i begins, in µs: sixteen buckets to each doubling, from 0.256 µs. */
const edgeUs = (i) => ((16 + (i % 16)) * 2 ** (Math.floor(i / 16) + 4)) / 1000;
const middleUs = (i) => (edgeUs(i) + edgeUs(i + 1)) / 2;

export class Margin {
  constructor(canvas, colours) {
    this.canvas = canvas;
    this.colours = colours;
    this.points = [];
  }

  hello() {
    this.points = [];
  }

  tick(t, value) {
    this.points.push([t, value]);
    while (this.points.length && this.points[0][0] < t - WINDOW_S) this.points.shift();
  }

  least() {
    return this.points.reduce((least, p) => (p[1] !== null && p[1] < least ? p[1] : least), Infinity);
  }

  draw(now) {
    const { ctx, width, height } = pen(this.canvas);
    const values = this.points.map((p) => p[1]).filter((v) => v !== null);
    const top = Math.max(0.05, ...values) * 1.1;
    const bottom = Math.min(-0.2 * top, Math.min(0, ...values) * 1.1);
    const x = (t) => width * (1 - (now - t) / WINDOW_S);
    const y = (v) => 3 + (height - 6) * (1 - (v - bottom) / (top - bottom));
    // Below zero nothing is promised.
    ctx.save();
    ctx.beginPath();
    ctx.rect(0, y(0), width, height - y(0));
    ctx.clip();
    hatch(ctx, width, height, this.colours['--alarm'], 0.35);
    ctx.restore();
    ctx.fillStyle = this.colours['--mute'];
    ctx.fillRect(0, Math.round(y(0)), width, 1);
    ctx.font = `10px ${this.colours.font}`;
    ctx.fillText('0', 2, y(0) > 16 ? y(0) - 3 : y(0) + 11);
    ctx.beginPath();
    let down = false;
    for (const [t, v] of this.points) {
      if (v === null) { down = false; continue; }
      if (down) ctx.lineTo(x(t), y(v)); else ctx.moveTo(x(t), y(v));
      down = true;
    }
    ctx.strokeStyle = this.colours['--zero'];
    ctx.lineWidth = 1.5;
    ctx.lineJoin = 'round';
    ctx.stroke();
  }
}

/** Thin diagonal lines over everything; the caller clips. */
export function hatch(ctx, width, height, colour, alpha) {
  ctx.save();
  ctx.globalAlpha = alpha;
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1;
  ctx.beginPath();
  for (let x = -height; x < width; x += 7) {
    ctx.moveTo(x, height);
    ctx.lineTo(x + height, 0);
  }
  ctx.stroke();
  ctx.restore();
}

export class Latency {
  constructor(plot, strip, figures, colours) {
    this.plot = plot;
    this.strip = strip;
    this.figures = figures;
    this.colours = colours;
    this.counts = [];
    this.worst = [];
  }

  hello(stages, deadlineUs) {
    this.stages = stages;
    this.deadlineUs = deadlineUs;
    this.counts = stages.map(() => new Float64Array(416));
    this.worst = [];
  }

  /** For each stage: bucket, how many more, bucket, how many more. */
  tick(t, deltas, isFirst) {
    let longest = -1;
    deltas.forEach((pairs, stage) => {
      for (let i = 0; i < pairs.length; i += 2) {
        this.counts[stage][pairs[i]] += pairs[i + 1];
        if (stage === deltas.length - 1) longest = Math.max(longest, pairs[i]);
      }
    });
    // The first tick carries all that was before this page.
    if (longest >= 0 && !isFirst) this.worst.push([t, middleUs(longest)]);
    while (this.worst.length && this.worst[0][0] < t - WINDOW_S) this.worst.shift();
  }

  /** The stage's percentiles in µs; only those that so many cycles can tell. */
  percentiles(stage) {
    const counts = this.counts[stage];
    const total = counts.reduce((sum, count) => sum + count, 0);
    const values = [];
    let below = 0;
    let bucket = -1;
    for (const p of PERCENTILES) {
      if (total * (1 - p) < 1) break;
      while (below < p * total && bucket < counts.length - 1) below += counts[++bucket];
      values.push(middleUs(Math.max(0, bucket)));
    }
    return values;
  }

  drawPlot() {
    const all = this.stages.map((stage, i) => this.percentiles(i));
    const cycle = all[all.length - 1];
    this.figures.replaceChildren(...PERCENTILES.filter((p, i) => i !== 1).map((p) => {
      const i = PERCENTILES.indexOf(p);
      const pair = document.createElement('div');
      pair.innerHTML = '<dt></dt><dd></dd>';
      pair.children[0].textContent = `p${LABELS[i]}`;
      pair.children[1].textContent = threeDigits(cycle[i] ?? NaN);
      return pair;
    }));
    const known = all.flat();
    if (known.length === 0) return;
    const width = this.plot.clientWidth;
    const height = this.plot.clientHeight;
    const left = 34;
    const right = width - 68;
    const bottom = height - 16;
    const low = Math.floor(Math.log10(Math.min(...known)));
    const high = Math.ceil(Math.log10(Math.max(this.deadlineUs ?? 1, ...known)));
    // Equal steps for each nine.
    const x = (i) => left + ((right - left) * i) / (PERCENTILES.length - 1);
    const y = (us) => bottom - (bottom - 4) * ((Math.log10(us) - low) / Math.max(1, high - low));
    const parts = [];
    for (let decade = low; decade <= high; decade++) {
      const at = y(10 ** decade);
      parts.push(`<line x1="${left}" x2="${right}" y1="${at}" y2="${at}"/><text x="${left - 6}" y="${at + 3}" text-anchor="end">${10 ** decade >= 1e4 ? `${10 ** (decade - 3)}k` : 10 ** decade}</text>`);
    }
    LABELS.forEach((label, i) => parts.push(`<text x="${x(i)}" y="${height - 2}" text-anchor="middle">p${label}</text>`));
    if (this.deadlineUs) {
      const at = y(this.deadlineUs);
      parts.push(`<line class="deadline" x1="${left}" x2="${right}" y1="${at}" y2="${at}"/><text class="deadline" x="${left + 4}" y="${at + 11}">deadline</text>`);
    }
    const ends = [];
    all.forEach((values, stage) => {
      if (values.length === 0) return;
      const name = stage === all.length - 1 ? 'cycle' : '';
      parts.push(`<polyline class="${name}" points="${values.map((us, i) => `${x(i)},${y(us)}`).join(' ')}"/>`);
      ends.push({ y: y(values[values.length - 1]), name, stage: this.stages[stage], x: x(values.length - 1) });
    });
    const beside = Math.max(...ends.map((end) => end.x)) + 6;
    spread(ends, 11, 4, bottom).forEach((end) => {
      parts.push(`<text class="${end.name}" x="${beside}" y="${end.label + 3}">${escape(end.stage)}</text>`);
    });
    this.plot.setAttribute('viewBox', `0 0 ${width} ${height}`);
    this.plot.innerHTML = parts.join('');
    this.plot.setAttribute('aria-label', `Latency by percentile, in µs. ${this.stages.map((stage, i) => `${stage}: ${all[i].map((us, k) => `p${LABELS[k]} ${threeDigits(us)}`).join(', ')}`).join('. ')}`);
  }

  drawStrip(now) {
    const { ctx, width, height } = pen(this.strip);
    const left = 34;
    const right = width - 68;
    const top = Math.max(this.deadlineUs ?? 1, ...this.worst.map((p) => p[1])) * 1.3;
    const low = Math.max(0.3, Math.min(top / 20, ...this.worst.map((p) => p[1])) / 1.5);
    const y = (us) => height - 2 - (height - 4) * (Math.log(Math.max(us, low) / low) / Math.log(top / low));
    ctx.fillStyle = this.colours['--hair'];
    ctx.fillRect(left, height - 1, right - left, 1);
    for (const [t, us] of this.worst) {
      const late = this.deadlineUs && us > this.deadlineUs;
      ctx.fillStyle = this.colours[late ? '--alarm' : '--accent'];
      const x = left + (right - left) * (1 - (now - t) / WINDOW_S);
      if (x < left) continue;
      if (late) ctx.fillRect(x - 1, y(us), 3, height - 2 - y(us));
      else ctx.fillRect(x, y(us) - 0.8, 1.4, 1.6);
    }
    if (this.deadlineUs) {
      ctx.strokeStyle = this.colours['--alarm'];
      ctx.setLineDash([3, 3]);
      ctx.beginPath();
      ctx.moveTo(left, Math.round(y(this.deadlineUs)) + 0.5);
      ctx.lineTo(right, Math.round(y(this.deadlineUs)) + 0.5);
      ctx.stroke();
    }
    ctx.fillStyle = this.colours['--mute'];
    ctx.font = `10px ${this.colours.font}`;
    ctx.fillText('longest,', right + 6, height - 14);
    ctx.fillText('last 60 s', right + 6, height - 2);
  }
}

/** Moves labels apart so that none covers another. */
function spread(ends, gap, top, bottom) {
  ends.sort((a, b) => a.y - b.y);
  let last = top - gap;
  for (const end of ends) {
    end.label = Math.max(end.y, last + gap);
    last = end.label;
  }
  let next = bottom + gap;
  for (const end of [...ends].reverse()) {
    end.label = Math.min(end.label, next - gap);
    next = end.label;
  }
  return ends;
}

function escape(text) {
  return text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
}
