"""From files to examples: containers, formats, total parsers. A bad row becomes a finding, never an exception."""
