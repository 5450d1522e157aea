"""What may be done about dropped lists: the only writers of these tables."""

from mingbai.imports.actions.dropping import drop
from mingbai.imports.actions.forgetting import forget
from mingbai.imports.actions.looking import look_again, mend, name_columns, say
from mingbai.imports.actions.taking import put_away, take

__all__ = ["drop", "forget", "look_again", "mend", "name_columns", "put_away", "say", "take"]
