"""Keep scikit-learn objects without pickle, and load only the types we write ourselves."""

from typing import Any

from lepton.errors import StorageError, listed

__all__ = ["dumps", "loads"]

# beyond what skops trusts by itself; each is plain data once built
ALLOWED = frozenset(
    {
        "numpy.dtype",  # the type of numbers a text encoder makes
        "sklearn.tree._tree.Tree",  # the arrays of a decision tree
    }
)


def dumps(thing: Any) -> bytes:
    """Turn a fitted scikit-learn object into bytes."""
    import skops.io

    return skops.io.dumps(thing)


def loads(kept: bytes) -> Any:
    """Rebuild what :func:`dumps` gave.

    Raises
    ------
    StorageError
        If the file asks for a type that our models do not hold: nothing of it is run.
    """
    import skops.io

    foreign = sorted(set(skops.io.get_untrusted_types(data=kept)) - ALLOWED)
    if foreign:
        raise StorageError(
            f"model must be made of known types; got {listed(foreign)}. "
            "Do not use this file: train the model again."
        )
    return skops.io.loads(kept, trusted=sorted(ALLOWED))
