"""What the locality of a filing allows: its parameters as the desk has them in operation."""

from datetime import date

from mingbai.policy.parameters import Parameters
from mingbai.standards.queries import parameters


def parameters_at(region: str, on: date) -> Parameters:
    """Return the parameters of a division on a day."""
    return parameters().at(region, on)
