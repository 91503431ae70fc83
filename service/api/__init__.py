"""The HTTP service. The only room that imports fastapi and uvicorn.

::

    serving ──> application ──> routes ──> shared_examination ──> service/doctor, service/capabilities
                     ├────────> function_routes ──> served_catalog ──> service/catalog
                     └────────> problems       exceptions become RFC 9457 documents

The application's lifespan owns what routes work with; a route gets it through one annotated dependency.
"""
