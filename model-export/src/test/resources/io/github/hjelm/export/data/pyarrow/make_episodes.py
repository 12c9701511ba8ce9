"""Writes the Parquet files beside it, as other people's tools would write them.

    pip install pyarrow==25.0.1 && python make_episodes.py

Two episodes, of 4 and 3 frames at 20 Hz. In frame f of episode e the observation is
[e + 0.25 f, -f] and the action is 0.5 f - e; two files have one observation spoilt.
"""

import pyarrow as pa
import pyarrow.parquet as pq

FRAMES = [(e, f) for e, length in ((0, 4), (1, 3)) for f in range(length)]


def table(frames, vector, action, number=pa.float32(), whole=pa.int64()):
    scalar = action == number
    return pa.table(
        {
            "observation.state": pa.array([[e + 0.25 * f, -float(f)] for e, f in frames], vector),
            "action": pa.array([a if scalar else [a] for a in (0.5 * f - e for e, f in frames)], action),
            "next.done": pa.array([False for _ in frames]),
            "timestamp": pa.array([f / 20 for _, f in frames], number),
            "frame_index": pa.array([f for _, f in frames], whole),
            "episode_index": pa.array([e for e, _ in frames], whole),
            "index": pa.array([FRAMES.index(at) for at in frames], whole),
            "task_index": pa.array([0 for _ in frames], whole),
        }
    )


f32, f64 = pa.float32(), pa.float64()
pq.write_table(
    table(FRAMES, pa.list_(f32), pa.list_(f32)),
    "list-snappy-v1-dictionary.parquet", compression="snappy", data_page_version="1.0")
pq.write_table(
    table(FRAMES, pa.list_(f32, 2), f32),
    "fixed-zstd-v2.parquet", compression="zstd", data_page_version="2.0", row_group_size=4, write_statistics=False)
pq.write_table(
    table(FRAMES, pa.large_list(f64), pa.large_list(f64), f64, pa.int32()),
    "large-double-plain-v2.parquet", compression="none", data_page_version="2.0", use_dictionary=False)
pq.write_table(
    table(FRAMES, pa.list_(f32), pa.list_(f32)),
    "gzip.parquet", compression="gzip", store_schema=False, write_statistics=False)
for name, spoilt in (("gaps", [None, 1.0]), ("missing", None)):
    observations = [[1.0, 2.0], spoilt] + [[1.0, 2.0]] * (len(FRAMES) - 2)
    pq.write_table(
        table(FRAMES, pa.list_(f32), f32).set_column(
            0, "observation.state", pa.array(observations, pa.list_(f32))),
        name + ".parquet", compression="none", store_schema=False, write_statistics=False)
for episode in (0, 1):
    pq.write_table(
        table([at for at in FRAMES if at[0] == episode], pa.list_(f32), pa.list_(f32)),
        f"episode_{episode:06d}.parquet", compression="snappy", store_schema=False, write_statistics=False)
