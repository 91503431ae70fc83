# is asynchronous
async def _later(n):
    return n


async def function(n: int) -> int:
    return await _later(n)
