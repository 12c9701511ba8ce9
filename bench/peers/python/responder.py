#!/usr/bin/env python3
"""Answers observations with commands over MQTT, with paho-mqtt and ONNX Runtime, PyTorch, or nothing but an echo.

    responder.py --engine onnxruntime --model FOLDER --host 127.0.0.1 --port 1883 --robots 0:1 --obs 32 --actions 8
    responder.py --engine torch --model FOLDER --check          only whether it answers what it should

bench/docs/contract.md says what it is told and what it answers. Of the ways to use each library the fastest that was
found is taken: paho-mqtt's loop is driven from here, so that a command leaves in the call that makes it; ONNX Runtime
has one thread and inputs and outputs bound once; PyTorch has one thread and a traced and frozen module.
"""

import argparse
import importlib
import importlib.util
import json
import os
import select
import socket
import struct
import sys
import time

HEADER = 24
STAGES = struct.Struct("<6I")
HAS_STAGES = 1
WARM_UP_CALLS = 2000


def refuse(sentence):
    print(sentence, file=sys.stderr, flush=True)
    sys.exit(2)


def needed(name, package):
    """Imports a library, or says in one sentence how to get it."""
    try:
        return importlib.import_module(name)
    except ImportError as missing:
        refuse("Python cannot import %s (pip install %s): %s" % (name, package, missing))


np = needed("numpy", "numpy")


class Network:
    """What lies in weights.json and weights.bin."""

    def __init__(self, folder):
        with open(os.path.join(folder, "weights.json"), encoding="utf-8") as file:
            described = json.load(file)
        if described["format"] != 1:
            refuse("%s holds weights of another format: make them again" % folder)
        numbers = np.fromfile(os.path.join(folder, "weights.bin"), dtype="<f4")
        self.folder = folder
        self.layers, self.steps = described["layers"], described["steps"]
        self.tolerance = described["tolerance"]
        self.tensors = {}
        for tensor in described["tensors"]:
            begin = tensor["offset"]
            end = begin + int(np.prod(tensor["shape"]))
            self.tensors[tensor["name"]] = numbers[begin:end].reshape(tensor["shape"])

    def __getitem__(self, name):
        return self.tensors[name]


class OnnxRuntime:
    """One thread, everything optimised, input and output bound to arrays that stay where they are."""

    def __init__(self, network):
        runtime = needed("onnxruntime", "onnxruntime")
        options = runtime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.execution_mode = runtime.ExecutionMode.ORT_SEQUENTIAL
        options.graph_optimization_level = runtime.GraphOptimizationLevel.ORT_ENABLE_ALL
        self.session = runtime.InferenceSession(
            os.path.join(network.folder, "network.onnx"), options, providers=["CPUExecutionProvider"])
        self.observation = np.zeros((1, network["observation"].shape[0]), np.float32)
        self.noise = network["noise"].reshape(1, -1).copy()
        self.actions = np.zeros_like(self.noise)
        value = runtime.OrtValue.ortvalue_from_numpy
        # The arrays are not copied: what is written there later is what it reads.
        self.values = [value(array) for array in (self.observation, self.noise, self.actions)]
        self.binding = self.session.io_binding()
        self.binding.bind_ortvalue_input("observation", self.values[0])
        self.binding.bind_ortvalue_input("noise", self.values[1])
        self.binding.bind_ortvalue_output("actions", self.values[2])
        self.run = self.session.run_with_iobinding

    def infer(self, observation):
        self.observation[0] = observation
        self.run(self.binding)
        return self.actions


class Torch:
    """One thread; the unrolled flow as one traced and frozen module."""

    def __init__(self, network):
        torch = needed("torch", "torch")
        functional = torch.nn.functional
        torch.set_num_threads(1)
        weight = {name: torch.from_numpy(array.copy()) for name, array in network.tensors.items()}
        # As PyTorch's own layers hold them: one row for each output.
        turned = {name: w.t().contiguous() for name, w in weight.items() if w.ndim == 2}

        def flow(observation):
            c = functional.linear(observation, turned["observation"])
            s = functional.linear(observation, turned["straight"], weight["straight.bias"])
            x = weight["noise"].reshape(1, -1)
            for step in range(network.steps):
                bias = weight["bias"][step * network.layers:(step + 1) * network.layers]
                h = functional.relu(functional.linear(x, turned["sample"], bias[0]) + c)
                for layer in range(1, network.layers):
                    h = h + functional.relu(functional.linear(h, turned["hidden%d" % layer], bias[layer]))
                x = x + (functional.linear(h, turned["answer"]) + s) / network.steps
            return x

        self.array = np.zeros((1, network["observation"].shape[0]), np.float32)
        self.observation = torch.from_numpy(self.array)  # the same memory
        with torch.inference_mode():
            class Flow(torch.nn.Module):
                def forward(self, observation):
                    return flow(observation)

            traced = torch.jit.trace(Flow().eval(), self.observation, check_trace=False)
            self.module = torch.jit.optimize_for_inference(torch.jit.freeze(traced))
        # For as long as the process lives: every call is an inference.
        self.guard = torch.inference_mode()
        self.guard.__enter__()

    def infer(self, observation):
        self.array[0] = observation
        return self.module(self.observation).numpy()


ENGINES = {"onnxruntime": OnnxRuntime, "torch": Torch}


def checked(engine, network):
    observations, actions = network["golden.observations"], network["golden.actions"]
    worst = max(
        float(np.max(np.abs(engine.infer(observation) - right)))
        for observation, right in zip(observations, actions))
    if not worst <= network.tolerance:
        refuse("the answers differ by %g from those in weights.bin" % worst)
    return worst


class Responder:
    """Robots of one connection, answered one after the other in the order in which they spoke."""

    def __init__(self, arguments, engine):
        self.engine = engine
        self.stages = arguments.stages
        self.actions = arguments.actions
        self.length = HEADER + 4 * arguments.observations
        first, count = (int(part) for part in arguments.robots.split(":"))
        self.robots = range(first, first + count)
        self.topics = {b"bench/%d/obs" % robot: "bench/%d/cmd" % robot for robot in self.robots}
        self.granted = 0
        self.read_ns = 0
        self.write_ns = 0
        paho = needed("paho.mqtt.client", "paho-mqtt")
        self.client = paho.Client(paho.CallbackAPIVersion.VERSION2, clean_session=True)
        self.client.on_connect = self.on_connect
        self.client.on_subscribe = self.on_subscribe
        self.client.on_message = self.on_message
        try:
            self.client.connect(arguments.host, arguments.port, keepalive=60)
        except OSError as failure:
            refuse("no broker at %s:%d: %s" % (arguments.host, arguments.port, failure.strerror or failure))
        self.client.socket().setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def on_connect(self, client, userdata, flags, reason, properties):
        if reason.is_failure:
            refuse("the broker does not admit a client without user and password: %s" % reason)
        client.subscribe([("bench/%d/obs" % robot, 0) for robot in self.robots])

    def on_subscribe(self, client, userdata, message, reasons, properties):
        print("ready", flush=True)

    def on_message(self, client, userdata, message):
        payload = message.payload
        if len(payload) != self.length:
            return
        begun = time.monotonic_ns() if self.stages else 0
        observation = np.frombuffer(payload, np.float32, offset=HEADER)
        decoded = time.monotonic_ns() if self.stages else 0
        actions = self.engine.infer(observation) if self.engine else observation[:self.actions]
        inferred = time.monotonic_ns() if self.stages else 0
        command = payload[:HEADER] + actions.tobytes()
        if self.stages:
            flags, = struct.unpack_from("<I", payload, 4)
            head = payload[:4] + struct.pack("<I", flags | HAS_STAGES) + command[8:]
            encoded = time.monotonic_ns()
            command = head + STAGES.pack(
                decoded - begun, begun - self.read_ns, inferred - decoded, 0, encoded - inferred, self.write_ns)
        # message.topic decodes its bytes each time; they are the key that is needed.
        client.publish(self.topics[message._topic], command)
        client.loop_write()
        if self.stages:
            self.write_ns = time.monotonic_ns() - encoded

    def serve(self):
        """Until standard input closes or the broker is gone."""
        client = self.client
        wire = client.socket()
        poll = select.poll()
        poll.register(wire, select.POLLIN)
        poll.register(sys.stdin.fileno(), select.POLLIN)
        said = wire.fileno()
        next_care = 0
        while client.socket() is not None:
            ready = poll.poll(1000)
            for descriptor, _ in ready:
                if descriptor == said:
                    if self.stages:
                        self.read_ns = time.monotonic_ns()
                    client.loop_read()
                elif not os.read(descriptor, 4096):
                    return
            if client.want_write():
                client.loop_write()
            if not ready or time.monotonic() > next_care:
                client.loop_misc()
                next_care = time.monotonic() + 1
        refuse("the broker is lost")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=1883)
    parser.add_argument("--robots", default="0:1", help="FIRST:COUNT")
    parser.add_argument("--obs", dest="observations", type=int, default=32)
    parser.add_argument("--actions", type=int, default=8)
    parser.add_argument("--model", help="folder with weights.json and weights.bin; without one it echoes")
    parser.add_argument("--stages", action="store_true")
    parser.add_argument("--engine", choices=sorted(ENGINES), default="onnxruntime")
    parser.add_argument("--check", action="store_true", help="compare with the golden answers, and end")
    parser.add_argument("--probe", action="store_true", help="end with 0 when everything can be imported")
    arguments = parser.parse_args()
    if arguments.probe:
        # Found is enough to be asked here: an import of PyTorch takes seconds.
        for name, package in (("paho", "paho-mqtt"), (arguments.engine, arguments.engine)):
            if importlib.util.find_spec(name) is None:
                refuse("Python cannot import %s (pip install %s)" % (name, package))
        return
    engine = None
    if arguments.model:
        network = Network(arguments.model)
        engine = ENGINES[arguments.engine](network)
        worst = checked(engine, network)
        begun = time.perf_counter()
        for _ in range(WARM_UP_CALLS):
            engine.infer(network["golden.observations"][0])
        if arguments.check:
            per_call = (time.perf_counter() - begun) / WARM_UP_CALLS * 1e6
            print("worst error %.3g, %.1f us a command" % (worst, per_call))
    if not arguments.check:
        Responder(arguments, engine).serve()


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        pass
    except OSError as failure:
        refuse("%s" % failure)
