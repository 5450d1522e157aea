"""
PostgreSQL of our own for a demonstration, for development and for tests: nothing to install, nothing left running.

Who needs the server holds it; it ends when the last holder does, however that one ended. Sites have a server
of their own and name it with DATABASE_URL; nothing of this folder is used there.
"""

from mingbai.config.postgres.refused import DatabaseRefused
from mingbai.config.postgres.server import Server, hold

__all__ = ["DatabaseRefused", "Server", "hold"]
