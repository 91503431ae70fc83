"""Entry point: ``python3 /opt/callproof/runner``."""

import importlib
import os.path
import sys

if __name__ == "__main__":
    package = os.path.dirname(os.path.abspath(__file__))
    parent, name = os.path.split(package)
    neighbours = {package, parent}
    sys.path.insert(0, parent)
    importlib.import_module(f"{name}.preload").load()
    supervisor = importlib.import_module(f"{name}.supervisor")
    sys.path[:] = [folder for folder in sys.path if folder not in neighbours]  # catalog code must not find us there
    sys.exit(supervisor.main())
