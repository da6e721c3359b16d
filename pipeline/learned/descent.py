"""Minimizing a smooth convex function: limited-memory BFGS (Nocedal 1980) with a backtracking line search."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
_MEMORY = 10
_ENOUGH = 1e-4  # share of the promised decrease that a step must bring (Armijo)
_SHRINK = 0.5
_HALVINGS = 30


def minimize(loss: Callable[[Array], tuple[float, Array]], size: int, steps: int) -> Array:
    """Minimize a function of `size` numbers, from zero, in at most `steps` steps.

    Args:
        loss: returns the value and the gradient at a point.
        size: how many numbers a point has.
        steps: bound on the number of steps.

    Returns:
        The best point found.
    """
    point = np.zeros(size)
    value, slope = loss(point)
    past: deque[tuple[Array, Array, float]] = deque(maxlen=_MEMORY)
    for _ in range(steps):
        direction = -_scaled(slope, past)
        promised = float(slope @ direction)
        if promised > -1e-9 * max(1.0, abs(value)):
            break
        step = 1.0 if past else 1.0 / max(1.0, float(np.linalg.norm(slope)))
        for _ in range(_HALVINGS):
            moved = point + step * direction
            reached, gradient = loss(moved)
            if reached <= value + _ENOUGH * step * promised:
                break
            step *= _SHRINK
        else:
            break
        change, bend = moved - point, gradient - slope
        if (curvature := float(change @ bend)) > 1e-10:
            past.append((change, bend, 1.0 / curvature))
        point, value, slope = moved, reached, gradient
    return point


def _scaled(slope: Array, past: deque[tuple[Array, Array, float]]) -> Array:
    """Multiply a gradient by the inverse Hessian that the past steps tell of (the two-loop recursion)."""
    result = slope.copy()
    shares = []
    for change, bend, rate in reversed(past):
        share = rate * float(change @ result)
        result -= share * bend
        shares.append(share)
    if past:
        change, bend, rate = past[-1]
        result *= 1.0 / (rate * float(bend @ bend))
    for (change, bend, rate), share in zip(past, reversed(shares), strict=True):
        result += (share - rate * float(bend @ result)) * change
    return result
