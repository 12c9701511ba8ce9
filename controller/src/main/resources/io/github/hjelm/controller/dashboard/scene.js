/* The scene: shapes that the state moves, plans, the trail, and where the certificate is zero. */

import { level } from './certificate.js';
import { hatch, pen } from './plots.js';

const TRAIL_S = 20;

/** Where a part's frame lies: [x, y, turn]. */
function frame(outer, part, state) {
  const at = ([constant, index, factor]) => constant + (index === undefined ? 0 : factor * state[index]);
  const [x, y] = place(outer, at(part.x), at(part.y));
  return [x, y, outer[2] + at(part.turn)];
}

function place([x, y, turn], px, py) {
  const cos = Math.cos(turn);
  const sin = Math.sin(turn);
  return [x + cos * px - sin * py, y + sin * px + cos * py];
}

/** The point that leaves the trail, or null. */
function tip(parts, state, outer = [0, 0, 0]) {
  for (const part of parts) {
    const here = frame(outer, part, state);
    if (part.tip) return place(here, ...part.tip);
    const inner = tip(part.parts, state, here);
    if (inner) return inner;
  }
  return null;
}

export class Scene {
  constructor(canvas, colours) {
    this.canvas = canvas;
    this.colours = colours;
    this.scene = null;
  }

  hello(scene) {
    this.scene = scene;
    this.trail = [];
    this.state = null;
    this.plans = null;
    this.level = null;
    this.pictures = new Map();
    for (const shape of scene.still) {
      if (!shape.picture) continue;
      const image = new Image();
      image.src = shape.picture;
      image.onload = () => this.pictures.set(shape.picture, image);
    }
  }

  tick(message) {
    this.state = message.x;
    this.plans = message.plans ? message : null;
    this.at = tip(this.scene.parts, message.x);
    if (!this.at) return;
    const before = this.trail[this.trail.length - 1];
    // A robot that was put elsewhere leaves no line.
    const jump = before && Math.hypot(this.at[0] - before.x, this.at[1] - before.y) > 0.25 * (this.scene.view[2] - this.scene.view[0]);
    this.trail.push({ t: message.t, x: this.at[0], y: this.at[1], jump });
    while (this.trail[0].t < message.t - TRAIL_S) this.trail.shift();
  }

  slice(message) {
    const [x, y] = this.scene.axes;
    this.level = message.states[0] === x && message.states[1] === y ? level(message) : null;
    return this.level !== null;
  }

  draw() {
    const { ctx, width, height, ratio } = pen(this.canvas);
    const [x0, y0, x1, y1] = this.window(width, height);
    const scale = width / (x1 - x0);
    const world = () => ctx.setTransform(ratio * scale, 0, 0, -ratio * scale, -ratio * scale * x0, ratio * scale * y1);
    const screen = () => ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.px = 1 / scale;
    world();
    this.scene.still.filter((s) => s.role === 'arena').forEach((s) => this.shape(ctx, s));
    if (this.level) this.drawLevel(ctx, { width, height, world, screen });
    world();
    this.scene.still.filter((s) => s.role !== 'arena').forEach((s) => this.shape(ctx, s));
    this.drawTrail(ctx);
    if (this.plans) this.drawPlans(ctx);
    if (this.state) this.drawParts(ctx, this.scene.parts, [0, 0, 0]);
    screen();
    this.drawScale(ctx, scale, height);
  }

  /** What is seen, grown to the canvas' proportions, moved along where the scene follows. */
  window(width, height) {
    let [x0, y0, x1, y1] = this.scene.view;
    if (this.scene.follows && this.at) {
      const [cx, cy] = [(x0 + x1) / 2, (y0 + y1) / 2];
      // A road is not left by what drives on it, so only what leaves the view moves it up or down.
      const dy = Math.abs(this.at[1] - cy) > 0.35 * (y1 - y0) ? this.at[1] - cy : 0;
      [x0, x1, y0, y1] = [x0 + this.at[0] - cx, x1 + this.at[0] - cx, y0 + dy, y1 + dy];
    }
    const wide = Math.max(x1 - x0, ((y1 - y0) * width) / height);
    const tall = (wide * height) / width;
    const [cx, cy] = [(x0 + x1) / 2, (y0 + y1) / 2];
    return [cx - wide / 2, cy - tall / 2, cx + wide / 2, cy + tall / 2];
  }

  drawLevel(ctx, { width, height, world, screen }) {
    ctx.save();
    world();
    // Beyond its walls nobody needs telling.
    const arena = this.scene.still.find((s) => s.role === 'arena' && s.box);
    if (arena) {
      ctx.beginPath();
      ctx.rect(arena.box[0], arena.box[1], arena.box[2] - arena.box[0], arena.box[3] - arena.box[1]);
      ctx.clip();
    }
    ctx.save();
    ctx.clip(this.level.below);
    screen();
    hatch(ctx, width, height, this.colours['--zero'], 0.28);
    ctx.restore();
    world();
    ctx.strokeStyle = this.colours['--zero'];
    ctx.lineWidth = 1.6 * this.px;
    ctx.lineCap = 'round';
    ctx.stroke(this.level.zero);
    ctx.restore();
  }

  drawTrail(ctx) {
    ctx.strokeStyle = this.colours['--ink'];
    ctx.lineWidth = 1.4 * this.px;
    ctx.lineJoin = 'round';
    const pieces = 8;
    const size = Math.ceil(this.trail.length / pieces);
    for (let piece = 0; piece < pieces; piece++) {
      ctx.globalAlpha = 0.06 + (0.4 * (piece + 1)) / pieces;
      ctx.beginPath();
      this.trail.slice(piece * size, (piece + 1) * size + 1).forEach((p, i) => (i === 0 || p.jump ? ctx.moveTo(p.x, p.y) : ctx.lineTo(p.x, p.y)));
      ctx.stroke();
    }
    ctx.globalAlpha = 1;
  }

  drawPlans(ctx) {
    const { plans, refused, chosen } = this.plans;
    const { grain } = this.scene;
    const line = (steps) => {
      let [x, y] = this.at.map((c) => Math.round(c / grain));
      ctx.beginPath();
      ctx.moveTo(x * grain, y * grain);
      for (let i = 0; i < steps.length; i += 2) {
        x += steps[i];
        y += steps[i + 1];
        ctx.lineTo(x * grain, y * grain);
      }
      return [x * grain, y * grain];
    };
    ctx.lineCap = 'round';
    plans.forEach((steps, k) => {
      if (k === chosen) return;
      const cross = refused.includes(k);
      ctx.strokeStyle = this.colours[cross ? '--refused' : '--plan'];
      ctx.lineWidth = 1.2 * this.px;
      ctx.setLineDash(cross ? [4 * this.px, 3 * this.px] : []);
      const [x, y] = line(steps);
      ctx.stroke();
      ctx.setLineDash([]);
      if (!cross) return;
      const r = 3.2 * this.px;
      ctx.lineWidth = 1.5 * this.px;
      ctx.beginPath();
      ctx.moveTo(x - r, y - r);
      ctx.lineTo(x + r, y + r);
      ctx.moveTo(x - r, y + r);
      ctx.lineTo(x + r, y - r);
      ctx.stroke();
    });
    if (chosen >= 0 && chosen < plans.length) {
      ctx.strokeStyle = this.colours['--accent'];
      ctx.lineWidth = 3.2 * this.px;
      line(plans[chosen]);
      ctx.stroke();
    }
  }

  drawParts(ctx, parts, outer) {
    for (const part of parts) {
      const here = frame(outer, part, this.state);
      ctx.save();
      ctx.translate(here[0], here[1]);
      ctx.rotate(here[2]);
      part.shapes.forEach((s) => this.shape(ctx, s));
      ctx.restore();
      this.drawParts(ctx, part.parts, here);
    }
  }

  shape(ctx, shape) {
    const fills = { arena: '--paper', solid: '--solid', ground: '--wall', body: '--ink', detail: '--field', goal: '--zero' };
    ctx.fillStyle = ctx.strokeStyle = this.colours[fills[shape.role]];
    ctx.lineWidth = (shape.role === 'detail' && shape.path && !shape.closed ? 2 : 1.4) * this.px;
    ctx.beginPath();
    if (shape.picture) {
      const image = this.pictures.get(shape.picture);
      if (image) this.drawPicture(ctx, image, shape.box);
      return;
    }
    if (shape.disc) ctx.arc(shape.disc[0], shape.disc[1], Math.max(shape.disc[2], 0), 0, 2 * Math.PI);
    if (shape.box) ctx.rect(shape.box[0], shape.box[1], shape.box[2] - shape.box[0], shape.box[3] - shape.box[1]);
    if (shape.path) {
      for (let i = 0; i < shape.path.length; i += 2) ctx.lineTo(shape.path[i], shape.path[i + 1]);
      if (shape.closed) ctx.closePath();
    }
    if (shape.role === 'goal') {
      ctx.setLineDash([4 * this.px, 4 * this.px]);
      ctx.stroke();
      ctx.setLineDash([]);
    } else if (shape.path && !shape.closed) {
      ctx.strokeStyle = this.colours[shape.role === 'detail' ? '--ink' : fills[shape.role]];
      ctx.stroke();
    } else {
      ctx.fill();
      if (shape.role === 'detail') {
        ctx.strokeStyle = this.colours['--ink'];
        ctx.stroke();
      }
    }
    if (shape.role === 'arena') {
      ctx.strokeStyle = this.colours['--wall'];
      ctx.stroke();
    }
  }

  drawPicture(ctx, image, [x0, y0, x1, y1]) {
    ctx.save();
    ctx.translate(x0, y1);
    ctx.scale(1, -1);
    ctx.imageSmoothingEnabled = false;
    ctx.drawImage(tinted(image, this.colours['--solid']), 0, 0, x1 - x0, y1 - y0);
    ctx.restore();
  }

  /** A bar of a round length, so that distances can be read off. */
  drawScale(ctx, scale, height) {
    const lengths = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50];
    const metres = lengths.find((m) => m * scale > 56) ?? 100;
    const width = metres * scale;
    ctx.strokeStyle = ctx.fillStyle = this.colours['--mute'];
    ctx.lineWidth = 1;
    ctx.beginPath();
    ctx.moveTo(18.5, height - 14);
    ctx.lineTo(18.5, height - 9.5);
    ctx.lineTo(18.5 + width, height - 9.5);
    ctx.lineTo(18.5 + width, height - 14);
    ctx.stroke();
    ctx.font = `10.5px ${this.colours.font}`;
    ctx.fillText(`${metres} m`, 24 + width, height - 9);
  }
}

const tints = new WeakMap();

/** The picture's opaque pixels in a colour. */
function tinted(image, colour) {
  const known = tints.get(image);
  if (known?.colour === colour) return known.canvas;
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth;
  canvas.height = image.naturalHeight;
  const ctx = canvas.getContext('2d');
  ctx.drawImage(image, 0, 0);
  ctx.globalCompositeOperation = 'source-in';
  ctx.fillStyle = colour;
  ctx.fillRect(0, 0, canvas.width, canvas.height);
  tints.set(image, { colour, canvas });
  return canvas;
}
