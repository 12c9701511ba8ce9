#!/usr/bin/env python3
"""Lets hj_reachability solve what it is asked for, one line of JSON at a time, while somebody else takes turns.

Its first line of output says what it is, or {"skipped": "why"} where something is missing. Then each line of
input asks for one solve:

    {"problem": "dubins-avoid", "lower": [..], "upper": [..], "counts": [..], "horizonS": 3.0,
     "parameters": {"speed": 0.6, ..}, "out": "values.npy"}

and is answered by {"seconds": ..}, the time from handing over the initial values to having the final ones, or by
{"error": "why"}. With "out" the values are written there, C order, axes in the given order. Its scheme is its
very_high: WENO5, third-order Runge-Kutta, CFL 0.75, in JAX's default precision, float32. The last axis is
periodic. HJ_REACHABILITY names a checkout of https://github.com/StanfordASL/hj_reachability; JAX, flax and NumPy
must be importable.
"""

import json
import os
import subprocess
import sys
import time


def say(answer):
    print(json.dumps(answer), flush=True)


def skip(why):
    say({"skipped": why})
    sys.exit(0)


CHECKOUT = os.environ.get("HJ_REACHABILITY", "")
if not os.path.isdir(os.path.join(CHECKOUT, "hj_reachability")):
    skip("HJ_REACHABILITY names no checkout of hj_reachability")
sys.path.insert(0, CHECKOUT)
os.environ.setdefault("JAX_PLATFORMS", "cpu")
try:
    import jax
    import jax.numpy as jnp
    import numpy as np
    import hj_reachability as hj
    from hj_reachability import dynamics, sets
except ImportError as missing:
    skip("Python cannot import it: " + str(missing))


class Dubins(dynamics.ControlAndDisturbanceAffineDynamics):
    """A car of constant speed that may turn; it keeps away from a disc around the origin."""

    def __init__(self, speed, turn_rate):
        self.speed = speed
        box = sets.Box(jnp.array([-turn_rate]), jnp.array([turn_rate]))
        nothing = sets.Box(jnp.array([0.0]), jnp.array([0.0]))
        super().__init__("max", "min", box, nothing)

    def open_loop_dynamics(self, state, time):
        return jnp.array([self.speed * jnp.cos(state[2]), self.speed * jnp.sin(state[2]), 0.0])

    def control_jacobian(self, state, time):
        return jnp.array([[0.0], [0.0], [1.0]])

    def disturbance_jacobian(self, state, time):
        return jnp.array([[0.0], [0.0], [0.0]])


MODELS = {
    "dubins-avoid": lambda p: Dubins(p["speed"], p["turnRate"]),
    "air3d": lambda p: hj.systems.Air3d(
        p["evaderSpeed"], p["pursuerSpeed"], p["turnRate"], p["pursuerTurnRate"]),
}


class Asked:
    """A problem at one size, compiled once."""

    def __init__(self, question):
        parameters = question["parameters"]
        self.model = MODELS[question["problem"]](parameters)
        box = sets.Box(np.array(question["lower"]), np.array(question["upper"]))
        self.grid = hj.Grid.from_lattice_parameters_and_boundary_conditions(
            box, tuple(question["counts"]), periodic_dims=len(question["counts"]) - 1)
        self.start = jnp.linalg.norm(self.grid.states[..., :2], axis=-1) - parameters["radius"]
        self.start.block_until_ready()
        self.settings = hj.SolverSettings.with_accuracy(
            "very_high", hamiltonian_postprocessor=hj.solver.backwards_reachable_tube)

    def solve(self, question):
        begin = time.perf_counter()
        values = hj.step(
            self.settings, self.model, self.grid, 0.0, self.start, -float(question["horizonS"]), progress_bar=False)
        values.block_until_ready()
        seconds = time.perf_counter() - begin
        if question.get("out"):
            np.save(question["out"], np.asarray(values))
        return {"seconds": seconds}


def main():
    revision = subprocess.run(["git", "-C", CHECKOUT, "rev-parse", "--short", "HEAD"],
                              capture_output=True, text=True).stdout.strip()
    say({"tool": "hj_reachability very_high", "revision": revision, "jax": jax.__version__,
         "device": str(jax.devices()[0]), "precision": str(jnp.zeros(1).dtype)})
    asked = {}
    for line in sys.stdin:
        try:
            question = json.loads(line)
            key = json.dumps([question[name] for name in ("problem", "lower", "upper", "counts", "parameters")])
            if key not in asked:
                asked = {key: Asked(question)}
            say(asked[key].solve(question))
        except Exception as failure:  # whatever it is, the other side has to hear of it
            say({"error": "%s: %s" % (type(failure).__name__, str(failure).split("\n")[0])})


if __name__ == "__main__":
    main()
