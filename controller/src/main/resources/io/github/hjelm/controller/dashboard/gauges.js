/* One number with its bounds. */

import { threeDigits } from './plots.js';

/* Three decimals up to a hundred, with a real minus sign, and none for what rounds to zero. */
export function figure(value) {
  if (value === null || value === undefined) return '–';
  if (Math.abs(value) >= 100) return threeDigits(value);
  const text = value.toFixed(3);
  return Number(text) === 0 ? '0.000' : text.replace('-', '−');
}

/** A name, a bar from bound to bound, and a value; a control's bar begins at zero. */
export function gauge(quantity, fromZero, grows = false) {
  const row = document.createElement('div');
  row.className = 'gauge';
  row.innerHTML = '<span class="name"></span><span class="track"></span><span class="value"></span>';
  const [name, track, value] = row.children;
  name.textContent = quantity.name.replaceAll('_', ' ');
  name.title = quantity.name;
  let { lower, upper } = quantity;
  const bounded = grows || (lower !== null && upper !== null);
  const open = lower === null || upper === null;
  if (open) [lower, upper] = [-1, 1];
  track.classList.toggle('open', !bounded);
  const mark = document.createElement(fromZero ? 'i' : 'b');
  track.append(mark);
  const text = document.createTextNode('–');
  const unit = document.createElement('small');
  unit.textContent = quantity.unit === '1' ? '' : quantity.unit;
  value.append(text, unit);
  const show = (v) => {
    text.data = figure(v);
    if (!bounded || !Number.isFinite(v)) return;
    // What has no bounds gets those that it needs.
    while (open && Math.abs(v) > upper) [lower, upper] = [2 * lower, 2 * upper];
    const share = (w) => Math.min(1, Math.max(0, (w - lower) / (upper - lower)));
    const zero = share(0);
    mark.style.transform = fromZero ? `translateX(${100 * zero}%) scaleX(${share(v) - zero})` : `translateX(${100 * share(v)}%)`;
  };
  return { row, show };
}
