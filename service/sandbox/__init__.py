"""Where calls run: boxes, the pool that shares them out, and the attribution of what went wrong."""
