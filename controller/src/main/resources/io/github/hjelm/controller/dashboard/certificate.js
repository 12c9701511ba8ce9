/* The certificate's slice: where it is zero, in the scene or in a plane of its own. */

import { hatch, pen } from './plots.js';

/** The lines V = 0 and the polygons V < 0 of a slice, by marching squares, in the slice's coordinates. */
export function level(slice) {
  const [nx, ny] = slice.nodes;
  const zero = new Path2D();
  const below = new Path2D();
  // Where nothing is known, nothing is promised.
  const value = (i, j) => slice.values[j * nx + i] ?? -1;
  const x = (i) => slice.first[0] + i * slice.spacing[0];
  const y = (j) => slice.first[1] + j * slice.spacing[1];
  for (let j = 0; j < ny - 1; j++) {
    for (let i = 0; i < nx - 1; i++) {
      const corners = [[i, j], [i + 1, j], [i + 1, j + 1], [i, j + 1]];
      const v = corners.map(([a, b]) => value(a, b));
      if (v.every((w) => w >= 0)) continue;
      const polygon = [];
      const crossings = [];
      for (let k = 0; k < 4; k++) {
        const n = (k + 1) % 4;
        if (v[k] < 0) polygon.push([x(corners[k][0]), y(corners[k][1])]);
        if (v[k] < 0 !== v[n] < 0) {
          const share = v[k] / (v[k] - v[n]);
          const point = [
            x(corners[k][0]) + share * (x(corners[n][0]) - x(corners[k][0])),
            y(corners[k][1]) + share * (y(corners[n][1]) - y(corners[k][1])),
          ];
          polygon.push(point);
          crossings.push(point);
        }
      }
      polygon.forEach(([px, py], k) => (k === 0 ? below.moveTo(px, py) : below.lineTo(px, py)));
      below.closePath();
      for (let k = 0; k + 1 < crossings.length; k += 2) {
        zero.moveTo(...crossings[k]);
        zero.lineTo(...crossings[k + 1]);
      }
    }
  }
  return { zero, below };
}

/** The certificate over two states that are not the scene's: a plane of its own, with the state in it. */
export class Phase {
  constructor(figure, canvas, caption, colours) {
    Object.assign(this, { figure, canvas, caption, colours, message: null });
  }

  hello() {
    this.message = null;
    this.figure.hidden = true;
  }

  slice(message, states) {
    this.message = message;
    this.level = level(message);
    this.figure.hidden = false;
    const [x, y] = message.states.map((i) => states[i]);
    this.caption.textContent = `V over ${x.name} → and ${y.name} ↑`;
  }

  draw(state) {
    if (!this.message || this.figure.hidden) return;
    const { ctx, width, height, ratio } = pen(this.canvas);
    const { first, spacing, nodes, states } = this.message;
    const sx = width / (spacing[0] * (nodes[0] - 1));
    const sy = height / (spacing[1] * (nodes[1] - 1));
    const scaled = new Path2D();
    const below = new Path2D();
    const matrix = new DOMMatrix([sx, 0, 0, -sy, -sx * first[0], height + sy * first[1]]);
    scaled.addPath(this.level.zero, matrix);
    below.addPath(this.level.below, matrix);
    ctx.save();
    ctx.clip(below);
    hatch(ctx, width, height, this.colours['--zero'], 0.25);
    ctx.restore();
    ctx.strokeStyle = this.colours['--zero'];
    ctx.lineWidth = 1.4;
    ctx.stroke(scaled);
    if (!state) return;
    ctx.fillStyle = this.colours['--ink'];
    ctx.beginPath();
    ctx.arc((state[states[0]] - first[0]) * sx, height - (state[states[1]] - first[1]) * sy, 4, 0, 2 * Math.PI);
    ctx.fill();
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  }
}
