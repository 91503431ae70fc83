"""The process around the judgement: settings, datasets, catalog, sandbox, reports, command line."""
