#!/usr/bin/env python3
"""Runs hj_reachability on the problems that Hjelm solves too, and prints one JSON object.

Same grid, horizon and scheme (WENO5, third-order Runge-Kutta, CFL 0.75: its `very_high`), same formulas for
the error. HJ_REACHABILITY names a checkout of https://github.com/StanfordASL/hj_reachability; JAX, flax and
NumPy must be importable. Where something is missing it prints {"skipped": "why"} and ends with 0.
"""

import argparse
import json
import os
import subprocess
import sys
import time


def skip(why):
    print(json.dumps({"skipped": why}))
    sys.exit(0)


CHECKOUT = os.environ.get("HJ_REACHABILITY", "")
if not os.path.isdir(os.path.join(CHECKOUT, "hj_reachability")):
    skip("HJ_REACHABILITY names no checkout of hj_reachability")
sys.path.insert(0, CHECKOUT)
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

    def __init__(self, speed=0.6, turn_rate=1.1):
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


def solved(model, lower, upper, shape, radius, horizon, runs):
    """The grid, the final values, the seconds of each run, and those that compiling took before."""
    box = sets.Box(np.array(lower), np.array(upper))
    grid = hj.Grid.from_lattice_parameters_and_boundary_conditions(box, shape, periodic_dims=2)
    start = jnp.linalg.norm(grid.states[..., :2], axis=-1) - radius
    settings = hj.SolverSettings.with_accuracy(
        "very_high", hamiltonian_postprocessor=hj.solver.backwards_reachable_tube)
    seconds = []
    for _ in range(1 + runs):
        begin = time.perf_counter()
        values = hj.step(settings, model, grid, 0.0, start, -horizon, progress_bar=False)
        values.block_until_ready()
        seconds.append(time.perf_counter() - begin)
    measured = sorted(seconds[1:])
    return grid, np.asarray(values, dtype=np.float64), measured, seconds[0] - measured[0]


def row(name, shape, measured, compiling, errors):
    return {"case": name, "grid": list(shape), "seconds": measured[len(measured) // 2],
            "runs": measured, "compilingSeconds": compiling, "errors": errors}


def dubins(shape, runs):
    speed, turn_rate, radius = 0.6, 1.1, 0.25
    grid, values, measured, compiling = solved(
        Dubins(speed, turn_rate), [-1, -1, -np.pi], [1, 1, np.pi], shape, radius, 3.0, runs)
    x, y, theta = (np.asarray(grid.states[..., axis], dtype=np.float64) for axis in range(3))
    rho = speed / turn_rate
    left = np.hypot(x - rho * np.sin(theta), y + rho * np.cos(theta))
    right = np.hypot(x + rho * np.sin(theta), y - rho * np.cos(theta))
    leaving = x * np.cos(theta) + y * np.sin(theta) >= 0
    exact = np.where(leaving, np.hypot(x, y) - radius, np.maximum(left, right) - rho - radius)
    error = np.abs(values - exact)
    both, either = (values < 0) & (exact < 0), (values < 0) | (exact < 0)
    return row("dubins-avoid " + "×".join(map(str, shape)), shape, measured, compiling, {
        "max error": float(error.max()), "mean error": float(error.mean()),
        "IoU of the unsafe set": float(both.sum() / either.sum())})


def air3d(shape, runs):
    grid, values, measured, compiling = solved(
        hj.systems.Air3d(), [-6, -10, 0], [20, 10, 2 * np.pi], shape, 5.0, 2.8, runs)
    axes = [np.asarray(vector, dtype=np.float64) for vector in grid.coordinate_vectors]
    layer = values[:, :, int(round(np.pi / (axes[2][1] - axes[2][0])))]
    found = []
    for place in np.linspace(0, 10, 201):
        for side in (-5.0, 5.0):
            along = [np.interp(side, axes[1], line) for line in layer]
            found.append(abs(np.interp(place, axes[0], along)))
    return row("air3d " + "×".join(map(str, shape)), shape, measured, compiling,
               {"mean |V| head-on": float(np.mean(found))})


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=int, default=3, help="timed runs after the one that compiles")
    parser.add_argument("--small", action="store_true", help="leave out the largest grid")
    arguments = parser.parse_args()
    rows = [dubins((81, 81, 80), arguments.runs), air3d((51, 40, 50), arguments.runs)]
    if not arguments.small:
        rows.append(air3d((101, 80, 100), 1))
    revision = subprocess.run(["git", "-C", CHECKOUT, "rev-parse", "--short", "HEAD"],
                              capture_output=True, text=True).stdout.strip()
    print(json.dumps({"tool": "hj_reachability very_high", "revision": revision,
                      "jax": jax.__version__, "device": str(jax.devices()[0]),
                      "precision": str(jnp.zeros(1).dtype), "rows": rows}))


if __name__ == "__main__":
    main()
