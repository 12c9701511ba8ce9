/* The page: takes the stream's messages apart, keeps what is shown, draws at most once per frame. */

import { Phase } from './certificate.js';
import { figure, gauge } from './gauges.js';
import { Latency, Margin, threeDigits } from './plots.js';
import { Scene } from './scene.js';
import { Verdicts } from './verdicts.js';

const VERSION = 1;
const EVENTS_KEPT = 100;
const ACTIONS = {
  push: ['Push', 'as hard as certified'],
  shove: ['Shove', 'harder than certified'],
  blind: ['Blind', 'no sensor for a while'],
  kill: ['Kill', 'no policy for a while'],
  clear: ['Clear', 'a latched stop'],
};
const GLYPHS = { note: '·', warning: '◆', alarm: '▲' };

const $ = (id) => document.getElementById(id);
const colours = {};

function readColours() {
  const style = getComputedStyle(document.documentElement);
  for (const name of ['--paper', '--field', '--ink', '--mute', '--hair', '--solid', '--wall', '--accent', '--plan', '--refused', '--zero',
    '--alarm', '--v-passed', '--v-filtered', '--v-backup', '--v-braked', '--v-operator', '--v-held', '--v-stopped']) {
    colours[name] = style.getPropertyValue(name).trim();
  }
  colours.font = getComputedStyle(document.body).fontFamily;
}

readColours();
const scene = new Scene($('scene'), colours);
const phase = new Phase($('phase'), $('phase-canvas'), $('phase-caption'), colours);
const margin = new Margin($('margin-strip'), colours);
const latency = new Latency($('latency-plot'), $('latency-strip'), $('percentiles'), colours);
const verdicts = new Verdicts($('legend'), $('verdict-canvas'), colours);
const calm = matchMedia('(prefers-reduced-motion: reduce)');

let hello = null;
let newest = null;
let isFirst = true;
let unacknowledged = 0;
let frozen = false;
/* What is shown no longer fits its place, or the colours changed. */
let resized = false;
let socket = null;
let waitMs = 500;
let heardMs = 0;
let lastEvent = -1;
const drawn = { all: 0, text: 0, plot: 0 };

/* Messages. */

const receive = {
  hello(message) {
    if (message.version !== VERSION) {
      // The controller was updated while this page was open.
      location.reload();
      return;
    }
    hello = message;
    newest = null;
    isFirst = true;
    margin.hello();
    phase.hello();
    latency.hello(message.stages, message.deadlineUs);
    verdicts.hello(message.verdicts, message.periodS);
    if (message.scene) scene.hello(message.scene);
    $('scene').hidden = !message.scene;
    $('bars').hidden = Boolean(message.scene);
    for (const item of $('key').querySelectorAll('.plans')) item.hidden = !message.scene;
    $('key').querySelector('.level').hidden = !message.bundle.certified;
    showFacts();
    buildGauges();
    buildActions();
  },

  tick(message) {
    unacknowledged++;
    if (message.x) {
      newest = { ...message, x: message.x };
      if (hello.scene) scene.tick(message);
      margin.tick(message.t, hello.bundle.certified ? message.margin : null);
    } else if (newest) {
      newest.t = message.t;
    }
    verdicts.tick(message.t, message.verdicts);
    latency.tick(message.t, message.latencies, isFirst);
    isFirst = false;
    showStatus(message);
    now = message.t;
  },

  slice(message) {
    if (!(hello.scene && scene.slice(message))) phase.slice(message, hello.states);
  },

  event(message) {
    if (message.n <= lastEvent) return;
    lastEvent = message.n;
    showEvent(message);
  },
};

let now = 0;

function connect() {
  const url = new URL('stream', location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  socket = new WebSocket(url);
  socket.onopen = () => {
    waitMs = 500;
    unacknowledged = 0;
    lastEvent = -1;
    $('event-list').replaceChildren();
  };
  socket.onmessage = ({ data }) => {
    heardMs = performance.now();
    const message = JSON.parse(data);
    receive[message.k]?.(message);
  };
  socket.onclose = () => {
    setTimeout(connect, waitMs);
    waitMs = Math.min(5000, waitMs * 2);
  };
}

/* What is text. */

function showFacts() {
  const { bundle } = hello;
  document.title = `${hello.robot} · Hjelm`;
  const model = document.createElement('span');
  model.className = 'model';
  model.textContent = hello.robot === hello.model ? '' : ` ${hello.model}`;
  $('robot').replaceChildren(hello.robot, model);
  const hash = document.createElement('code');
  hash.textContent = bundle.sha256.slice(0, 8);
  hash.title = bundle.sha256;
  $('bundle').replaceChildren(`${bundle.name} ${bundle.version} `, hash);
  say('certificate', bundle.certified ? 'certified' : 'UNCERTIFIED', bundle.certified);
  $('certificate').title = bundle.promise;
  $('shout').hidden = bundle.certified;
  $('margin-note').textContent = bundle.certified ? '' : 'no certificate';
  $('epoch').textContent = hello.epoch;
  $('lane').textContent = hello.lane;
}

function say(id, text, good) {
  const element = $(id);
  if (element.textContent !== text) element.textContent = text;
  element.classList.toggle('good', good);
  element.classList.toggle('bad', !good);
}

function showStatus(message) {
  say('link', message.link, message.up);
  const misses = message.misses.toLocaleString('en');
  if ($('misses').textContent !== misses) $('misses').textContent = misses;
  $('misses').classList.toggle('bad', message.misses > 0);
  $('latch').hidden = !message.latched;
  if ($('act-clear')) $('act-clear').disabled = !message.latched;
}

const gauges = { states: [], controls: [], bars: [] };

function buildGauges() {
  gauges.states = hello.states.map((q, i) => gauge(seen(q, i), false));
  gauges.controls = hello.controls.map((q) => gauge(q, true));
  gauges.bars = hello.scene ? [] : hello.states.map((q) => gauge(q, false, true));
  for (const [id, rows] of Object.entries(gauges)) $(id).replaceChildren(...rows.map((g) => g.row));
}

/* What has no bounds of its own has those of the picture. */
function seen(quantity, state) {
  const axis = hello.scene && !hello.scene.follows ? hello.scene.axes.indexOf(state) : -1;
  if (quantity.lower !== null || axis < 0) return quantity;
  return { ...quantity, lower: hello.scene.view[axis], upper: hello.scene.view[axis + 2] };
}

function showNumbers() {
  gauges.states.forEach((g, i) => g.show(newest?.x[i]));
  gauges.bars.forEach((g, i) => g.show(newest?.x[i]));
  gauges.controls.forEach((g, i) => g.show(newest?.u[i]));
  const v = newest?.margin;
  const meter = $('margin-value');
  const certified = hello.bundle.certified;
  meter.textContent = certified ? (Math.abs(v) >= 10 ? threeDigits(v) : figure(v)) : '–';
  meter.classList.toggle('below', certified && v < 0);
  meter.setAttribute('aria-valuenow', Math.max(-1, Math.min(1, v ?? 0)));
  meter.setAttribute('aria-valuetext', meter.textContent);
  if (certified) {
    const least = margin.least();
    $('margin-note').textContent = v === null ? 'outside the table' : `least in 60 s: ${threeDigits(least)}`;
  }
  verdicts.drawLegend();
  if (newest) {
    const where = hello.states.map((q, i) => `${q.name} ${threeDigits(newest.x[i])} ${q.unit}`).join(', ');
    const refused = newest.plans ? `, ${newest.plans.length} plans, ${newest.refused.length} refused` : '';
    $('scene').setAttribute('aria-label', `${hello.robot}: ${where}${refused}, verdict ${verdicts.newest(now)}`);
  }
}

function showEvent(event) {
  const item = document.createElement('li');
  item.className = event.level;
  item.innerHTML = '<time></time><span class="glyph" aria-hidden="true"></span><span class="name"></span><span class="text"></span>';
  const [time, glyph, name, text] = item.children;
  const when = new Date(event.ms);
  time.textContent = when.toLocaleTimeString('en-GB');
  time.dateTime = when.toISOString();
  glyph.textContent = GLYPHS[event.level] ?? '·';
  name.textContent = event.name;
  text.textContent = event.text;
  $('event-list').prepend(item);
  while ($('event-list').children.length > EVENTS_KEPT) $('event-list').lastChild.remove();
}

/* What a visitor may do. */

function buildActions() {
  $('actions').hidden = hello.actions.length === 0;
  $('actions').replaceChildren(...hello.actions.map(({ word, key }) => {
    const [label, hint] = ACTIONS[word] ?? [word, ''];
    const button = document.createElement('button');
    button.type = 'button';
    button.id = `act-${word}`;
    button.innerHTML = '<kbd></kbd> <b></b><span></span>';
    button.children[0].textContent = key;
    button.children[1].textContent = label;
    button.children[2].textContent = hint;
    button.setAttribute('aria-keyshortcuts', key);
    button.onclick = () => act(word, button);
    return button;
  }));
}

async function act(word, button) {
  button.classList.add('sent');
  setTimeout(() => button.classList.remove('sent'), 250);
  try {
    const answer = await fetch(`actions/${word}`, { method: 'POST' });
    notify(answer.ok ? '' : await answer.text());
  } catch {
    notify('The controller does not answer.');
  }
}

function notify(text) {
  $('notice').textContent = text;
  $('notice').hidden = text === '';
}

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
  if (event.key === ' ' && !(event.target instanceof HTMLButtonElement)) {
    event.preventDefault();
    toggleFreeze();
    return;
  }
  const action = hello?.actions.find((a) => a.key === event.key.toUpperCase());
  if (action) $(`act-${action.word}`).click();
});

/* Stands still to be looked at; the robot goes on, and so do the counts. */
function toggleFreeze() {
  frozen = !frozen;
  $('freeze').setAttribute('aria-pressed', frozen);
}
$('freeze').onclick = toggleFreeze;

/* Frames: pictures as fast as ticks come, text slower, percentiles slowest. */

function watch(ms) {
  const silentS = (ms - heardMs) / 1000;
  const lost = hello !== null && silentS > 1.5;
  const state = hello === null ? 'connecting' : lost ? 'lost' : 'live';
  if (document.body.dataset.state === state && !lost) return;
  document.body.dataset.state = state;
  notify(lost ? `Nothing heard from the controller for ${Math.round(silentS)} s. What is shown is old.` : '');
}

function draw(ms) {
  requestAnimationFrame(draw);
  watch(ms);
  if (!hello || (unacknowledged === 0 && !resized)) return;
  if (ms - drawn.all < (calm.matches ? 250 : 15)) return;
  drawn.all = ms;
  if (resized) drawn.text = drawn.plot = -1000;
  if (!frozen || resized) {
    if (hello.scene) scene.draw();
    phase.draw(newest?.x);
    if (ms - drawn.text > 95) {
      drawn.text = ms;
      showNumbers();
      verdicts.showNewest($('verdict-now'), now);
      margin.draw(now);
      verdicts.draw(now);
      latency.drawStrip(now);
    }
    if (ms - drawn.plot > 500) {
      drawn.plot = ms;
      latency.drawPlot();
    }
  }
  resized = false;
  // Only now may the next ticks come: a page that is slow or hidden sees fewer, and none queue.
  while (unacknowledged > 0) {
    unacknowledged--;
    if (socket.readyState === WebSocket.OPEN) socket.send('+');
  }
}

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
  readColours();
  resized = true;
});
const sizes = new ResizeObserver(() => { resized = true; });
for (const canvas of document.querySelectorAll('canvas, #latency-plot')) sizes.observe(canvas);
connect();
requestAnimationFrame(draw);
