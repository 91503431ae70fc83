"""The catalog: which functions there are, and where their code comes from. Nothing here imports that code."""
