"""The server's settings: what holds for every use, what keeps data safe, and what only tests may do."""

ALWAYS = {
    "listen_addresses": "",  # sockets only: no port that could be taken, none that could be reached
    "unix_socket_permissions": "0700",
    "port": "5432",
    "max_connections": "120",
    "dynamic_shared_memory_type": "mmap",  # containers give little /dev/shm, and what is killed leaves nothing there
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "jit": "off",
    "timezone": "Asia/Shanghai",
    "log_timezone": "Asia/Shanghai",
    "log_min_messages": "warning",
    "log_checkpoints": "off",
}
SAFE = {
    "shared_buffers": "256MB",
    "work_mem": "32MB",
    "maintenance_work_mem": "256MB",
    "max_wal_size": "2GB",
    "checkpoint_timeout": "15min",
    "random_page_cost": "1.1",
}
TESTS = {  # data that nobody keeps
    "shared_buffers": "64MB",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_wal_size": "1GB",
    "checkpoint_timeout": "1h",
    "autovacuum": "off",
}


def settings(*, lasting: bool, sockets: str) -> list[str]:
    """Return the settings as words of the server's command line."""
    chosen = {**ALWAYS, **(SAFE if lasting else TESTS), "unix_socket_directories": sockets}
    return [word for name, value in chosen.items() for word in ("-c", f"{name}={value}")]
