"""The compiled search: ruin and recreate with simulated annealing, on packed integer arrays.

`tables` turns a prepared problem into arrays, `state` holds a plan and its labels, `annealing` is
the search (with `ruining` and `recreating`), `kernel` the way in and out for the rest of solving.
Everything that numba compiles is marked `compiled`; it allocates nothing.
"""
