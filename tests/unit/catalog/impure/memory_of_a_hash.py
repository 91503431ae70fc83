# changes the module's global 'HASH'
import hashlib

HASH = hashlib.sha256()


def function(text: str) -> str:
    HASH.update(text.encode())
    return HASH.hexdigest()
