"""Who signed earlier, as the books ask for an officer: by number, and for which kind of organisation."""

from dataclasses import dataclass

from mingbai.offices.kinds import Kind


@dataclass(frozen=True)
class Signed:
    """An officer who signed a step before this one."""

    id: int
    party: Kind
