"""Where data is kept: MINGBAI_DATA, else the user's data folder; never in the repository."""

import os
from pathlib import Path

FOR_ROOT = Path("/var/lib/mingbai")  # root's home is closed to the account its database runs as
RESTORING = "restoring"  # a backup that is being brought back lies in a folder of this name until it is proven


def data_folder() -> Path:
    """Return where data is kept: MINGBAI_DATA, else the user's data folder."""
    asked = os.environ.get("MINGBAI_DATA")
    if asked:
        return Path(asked)
    base = os.environ.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / "mingbai"
