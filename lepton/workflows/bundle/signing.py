"""Who packed a file: a key of this installation, and the keys of others that were met before.

Ed25519 (RFC 8032). The signature shows that nothing was changed since the file was packed, and
that the same installation packed it as before; it does not show who sat in front of it.
"""

import base64
import hashlib
import json
import os
from contextlib import suppress
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from lepton.errors import StorageError
from lepton.store import Store
from lepton.store.files import told_of_disk, writing

__all__ = ["fingerprint", "is_signed", "own_key", "public_text", "remember_signer", "standing"]

KEY_FILE = "signing.key"
SIGNERS_FILE = "signers.json"
KEY_BYTES = 32
MOST_SIGNERS = 1_000
SHOWN = 16  # characters of a fingerprint: enough to be read out on the telephone


def own_key(store: Store) -> Ed25519PrivateKey:
    """The key of this installation; made when it is first needed.

    Raises
    ------
    StorageError
        It cannot be written or read.
    """
    file = store.home / KEY_FILE
    with told_of_disk(store.home):
        if not file.exists():
            _make(file)
        raw = file.read_bytes()
    if len(raw) != KEY_BYTES:
        raise StorageError(
            f"The signing key {file} is damaged. Remove it: a new one is made, and others will "
            "see that your files carry another signature."
        )
    return Ed25519PrivateKey.from_private_bytes(raw)


def public_text(key: Ed25519PrivateKey) -> str:
    """The public half as text."""
    return base64.b64encode(key.public_key().public_bytes_raw()).decode("ascii")


def is_signed(content: bytes, signature: bytes, public: str) -> bool:
    """Whether the holder of a key signed exactly this."""
    try:
        raw = base64.b64decode(public, validate=True)
        Ed25519PublicKey.from_public_bytes(raw).verify(signature, content)
    except (InvalidSignature, ValueError):
        return False
    return True


def fingerprint(public: str) -> str:
    """A short form of a public key that two people can compare.

    Examples
    --------
    >>> fingerprint("AAAA")
    '709E-80C8-8487-A241'
    """
    whole = hashlib.sha256(base64.b64decode(public)).hexdigest().upper()[:SHOWN]
    return "-".join(whole[i : i + 4] for i in range(0, SHOWN, 4))


def standing(store: Store, public: str) -> str:
    """How well a signer is known here: "own", "known" or "new"."""
    if public == public_text(own_key(store)):
        return "own"
    return "known" if public in _signers(store) else "new"


def remember_signer(store: Store, public: str) -> None:
    """Note that files of this signer were opened here before."""
    known = [*(k for k in _signers(store) if k != public), public][-MOST_SIGNERS:]
    with writing(store.home / SIGNERS_FILE) as part:
        part.write_text(json.dumps(known), encoding="utf-8")


def _signers(store: Store) -> list[str]:
    """Signers met before; a damaged list counts as none, so that everybody is new again."""
    with suppress(OSError, ValueError):
        known = json.loads((store.home / SIGNERS_FILE).read_text(encoding="utf-8"))
        if isinstance(known, list):
            return [k for k in known if isinstance(k, str)]
    return []


def _make(file: Path) -> None:
    """Write a new key that only this user may read; of two at once the first one wins."""
    raw = Ed25519PrivateKey.generate().private_bytes_raw()
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        os.write(handle, raw)
        os.fsync(handle)
    finally:
        os.close(handle)
    try:
        os.link(draft, file)  # fails where another process was quicker: then theirs is the key
    except FileExistsError:
        pass
    except OSError:  # a file system without links
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
