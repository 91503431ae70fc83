import base64
import hashlib
import json
import uuid


def function(value: dict) -> dict:
    text = json.dumps(value, sort_keys=True, ensure_ascii=False)
    digest = hashlib.sha256(text.encode("utf-8"))
    digest.update(b"more")
    return {
        "sha256": digest.hexdigest(),
        "base64": base64.b64encode(text.encode()).decode("ascii"),
        "uuid": str(uuid.uuid5(uuid.NAMESPACE_URL, text)),
    }
