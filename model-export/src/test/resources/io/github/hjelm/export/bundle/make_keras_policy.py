"""Makes keras-policy: a two-step sampler as a Keras user would write and export it.

    python3 -m venv venv && venv/bin/pip install tensorflow-cpu && venv/bin/python make_keras_policy.py

Beside it goes keras-policy.npz: inputs, and what Keras itself answers.
"""

import os
import shutil

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import keras
import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
OBSERVATION, CHUNK = 3, 4

keras.utils.set_random_seed(7)
observation = keras.Input((OBSERVATION,), name="state")
noise = keras.Input((CHUNK,), name="latent")
first = keras.layers.Dense(16, activation="relu")
norm = keras.layers.LayerNormalization()
last = keras.layers.Dense(CHUNK, activation="tanh")
actions = noise
for step in range(2):
    hidden = norm(first(keras.layers.Concatenate()([observation, actions])))
    actions = actions + 0.5 * last(hidden)
model = keras.Model([observation, noise], actions)

target = os.path.join(HERE, "keras-policy")
shutil.rmtree(target, ignore_errors=True)
model.export(target, verbose=False)

random = np.random.default_rng(7)
inputs = [random.standard_normal((8, n)).astype("<f4") for n in (OBSERVATION, CHUNK)]
np.savez(
    os.path.join(HERE, "keras-policy.npz"),
    observation=inputs[0],
    noise=inputs[1],
    actions=np.asarray(model(inputs)),
)
